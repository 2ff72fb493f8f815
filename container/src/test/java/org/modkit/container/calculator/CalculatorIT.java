// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The same two bundles and the same stories, in process and, by one line, out of process. */
class CalculatorIT {
    @Nested
    class InProcess extends CalculatorStories {
        InProcess() {
            super("");
        }

        @Test
        void runsInTheContainersProcess() {
            assertThat(calculator().listed().get("deployment_mode")).isEqualTo("compiled_in");
            assertThat(calculator().children()).isEmpty();
        }
    }

    @Nested
    class OutOfProcess extends CalculatorStories {
        OutOfProcess() {
            super("modules: { calculator: { runtime: { type: oop } } }\n");
        }

        @Test
        void runsInAProcessOfItsOwn() {
            long host = calculator().container().pid();

            assertThat(calculator().listed().get("deployment_mode")).isEqualTo("out_of_process");
            assertThat(calculator().awaitChildren(1))
                    .doesNotContain(host)
                    .allSatisfy(child -> assertThat(ProcessHandle.of(child)
                                    .flatMap(ProcessHandle::parent)
                                    .map(ProcessHandle::pid))
                            .contains(host));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.broken;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleContext;

class BrokenModuleTest {
    private final ModuleContext context = mock();

    @Test
    void failsWithExpectationFindingAndRemedy() {
        when(context.config(BrokenConfig.class)).thenReturn(new BrokenConfig(false));
        assertThatThrownBy(() -> new BrokenModule().init(context))
                .hasMessage("Expected the setting 'mended' to be true, but it is not."
                        + " Set 'modules.broken.config.mended: true'.");
    }

    @Test
    void worksOnceMended() {
        when(context.config(BrokenConfig.class)).thenReturn(new BrokenConfig(true));
        assertThatCode(() -> new BrokenModule().init(context)).doesNotThrowAnyException();
    }

    @Test
    void canBeClosedThoughItsInitFailed() {
        assertThatCode(() -> new BrokenModule().close()).doesNotThrowAnyException();
    }
}

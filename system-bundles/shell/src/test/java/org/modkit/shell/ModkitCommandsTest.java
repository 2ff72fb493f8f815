// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modkit.shell.ScriptedRuntime.module;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modkit.api.status.ModuleState;
import org.modkit.shell.database.DatabasesVerb;
import org.modkit.shell.database.MigrateVerb;
import org.modkit.shell.verb.Verbs;

class ModkitCommandsTest {
    private final ScriptedRuntime runtime =
            new ScriptedRuntime().with(module("mail", ModuleState.FAILED, "Module 'mail' failed."));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ModkitCommands commands = new ModkitCommands(
            Verbs.of(() -> Optional.of(runtime), () -> {}, Clock.systemUTC())
                    .with("migrate", new MigrateVerb(() -> Optional.of(runtime), Optional::empty, false))
                    .with("databases", new DatabasesVerb(Optional::empty)),
            () -> new PrintStream(printed, false, StandardCharsets.UTF_8));

    @Test
    void everyFunctionIsAPublicMethodWithoutAResult() {
        var methods = Arrays.stream(ModkitCommands.class.getMethods())
                .filter(m -> m.getDeclaringClass() == ModkitCommands.class)
                .toList();
        assertThat(methods).allMatch(m -> m.getReturnType() == void.class);
        assertThat(methods.stream().map(m -> m.getName()))
                .containsExactlyInAnyOrderElementsOf(ModkitCommands.FUNCTIONS);
    }

    @Test
    void printsToTheSession() {
        commands.why("mail");
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Module 'mail' is FAILED.", "Module 'mail' failed.");
    }

    @Test
    void aContainerThatIsNotReadyIsAnAnswerAndNoError() {
        commands.status();
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("0 running, 1 failed - not ready");
    }

    @Test
    void whatIsRefusedIsThrownSoThatScriptsNotice() {
        assertThatThrownBy(() -> commands.retry())
                .isInstanceOf(CommandRefused.class)
                .hasMessage("Expected 'retry MODULE', but found no argument.");
    }

    @Test
    void allVerbsAreReachable() {
        commands.journal("1");
        commands.timeline("2");
        commands.retry("mail");
        commands.restart("mail");
        assertThatThrownBy(() -> commands.migrate("--status")).hasMessageStartingWith("No bundle carries out");
        assertThatThrownBy(() -> commands.databases()).hasMessageStartingWith("No bundle carries out");
        commands.stop();
        assertThat(runtime.asked).containsExactly("journal 1", "journal 2", "retry mail", "restart mail", "shutdown");
    }
}

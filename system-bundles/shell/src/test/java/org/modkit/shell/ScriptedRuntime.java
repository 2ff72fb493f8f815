// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.NeedStatus;
import org.modkit.api.status.Phase;
import org.modkit.api.status.RuntimeStatus;

/** A runtime that answers what it was told to, and notes what it was asked. */
public final class ScriptedRuntime implements ModkitRuntime {
    /** The moment at which every scripted module entered its state. */
    public static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");

    /** What was asked, in order. */
    public final List<String> asked = new ArrayList<>();

    private RuntimeStatus status = new RuntimeStatus(true, true, List.of(), List.of());
    private List<JournalEntry> entries = List.of();
    private Optional<CompletableFuture<RuntimeStatus>> settled = Optional.empty();
    private Runnable looked = () -> {};
    private CompletableFuture<Void> down = CompletableFuture.completedFuture(null);

    /** Scripts the status: settled, and ready if all modules run. */
    public ScriptedRuntime with(ModuleStatus... modules) {
        boolean ready = List.of(modules).stream().allMatch(m -> m.state() == ModuleState.RUNNING);
        status = new RuntimeStatus(true, ready, List.of(modules), List.of());
        return this;
    }

    /** Scripts the status as a whole. */
    public ScriptedRuntime with(RuntimeStatus scripted) {
        status = scripted;
        return this;
    }

    /** Scripts the journal. */
    public ScriptedRuntime with(JournalEntry... scripted) {
        entries = List.of(scripted);
        return this;
    }

    /** Scripts when the way down is over. */
    public ScriptedRuntime downWhen(CompletableFuture<Void> scripted) {
        down = scripted;
        return this;
    }

    /** Scripts when it has settled, and what happens whenever somebody looks at it before. */
    public ScriptedRuntime settledWhen(CompletableFuture<RuntimeStatus> scripted, Runnable look) {
        settled = Optional.of(scripted);
        looked = look;
        return this;
    }

    /** Makes a module for a script. */
    public static ModuleStatus module(String name, ModuleState state, String reason, NeedStatus... needs) {
        return new ModuleStatus(
                name,
                state,
                state == ModuleState.RUNNING ? Optional.of(Phase.START) : Optional.empty(),
                false,
                true,
                List.of("stateful"),
                List.of(needs),
                new BundleRef("acme." + name, "1.2.0", 42),
                SINCE,
                0,
                "",
                reason);
    }

    @Override
    public RuntimeStatus status() {
        looked.run();
        return status;
    }

    @Override
    public List<String> why(String module) {
        return status.module(module)
                .map(m -> List.of("Module '" + module + "' is " + m.state() + ".", m.reason()))
                .orElseGet(() -> List.of("No active bundle offers a module '" + module + "'."));
    }

    @Override
    public List<JournalEntry> journal(int atMost) {
        asked.add("journal " + atMost);
        return entries.subList(Math.max(0, entries.size() - atMost), entries.size());
    }

    @Override
    public CompletionStage<Boolean> retry(String module) {
        asked.add("retry " + module);
        return CompletableFuture.completedFuture(
                status.module(module).map(m -> m.state() == ModuleState.FAILED).orElse(false));
    }

    @Override
    public CompletionStage<Boolean> restart(String module) {
        asked.add("restart " + module);
        return CompletableFuture.completedFuture(status.module(module).isPresent());
    }

    @Override
    public CompletionStage<Void> shutdown() {
        asked.add("shutdown");
        return down;
    }

    @Override
    public CompletionStage<RuntimeStatus> settled() {
        return settled.orElseGet(() -> CompletableFuture.completedFuture(status));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.modkit.api.capability.Capability;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.NeedStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.runtime.fact.Event.Asked;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.plan.Command;

/** The runtime as operators' tools see it: snapshots turned into status, wishes into commands. */
public final class StatusService implements ModkitRuntime {
    private final Supplier<Snapshot> snapshots;
    private final Consumer<Command> commands;
    private final Supplier<List<String>> problems;
    private final Memory memory;

    /**
     * Creates the service.
     *
     * @param snapshots how everything stands
     * @param commands takes wishes
     * @param problems sentences on what belongs to no module
     * @param reporter remembers the journal
     */
    public StatusService(
            Supplier<Snapshot> snapshots,
            Consumer<Command> commands,
            Supplier<List<String>> problems,
            Reporter reporter) {
        this.snapshots = snapshots;
        this.commands = commands;
        this.problems = problems;
        this.memory = reporter.memory();
    }

    @Override
    public RuntimeStatus status() {
        Snapshot snapshot = snapshots.get();
        var reasons = new Reasons(snapshot);
        var modules = snapshot.modules().stream()
                .map(module -> status(module, snapshot, reasons))
                .toList();
        var all = new ArrayList<>(problems.get());
        reasons.circles().forEach(circle -> all.add(Messages.circle(circle)));
        for (Progress module : snapshot.modules()) {
            module.twins().forEach(twin -> all.add(Messages.twin(twin, module.offer())));
        }
        return new RuntimeStatus(snapshot.totals().settled(), snapshot.totals().ready(), modules, all);
    }

    private static ModuleStatus status(Progress module, Snapshot snapshot, Reasons reasons) {
        var offer = module.offer();
        return new ModuleStatus(
                offer.name(),
                module.state(),
                module.reached(),
                offer.system(),
                module.required(),
                offer.capabilities().stream().map(Capability::label).toList(),
                offer.needs().stream().map(need -> need(need, snapshot)).toList(),
                offer.bundle(),
                module.since(),
                module.restarts(),
                reasons.of(module));
    }

    private static NeedStatus need(Need need, Snapshot snapshot) {
        boolean satisfied = snapshot.module(need.module())
                .filter(other -> other.state() == ModuleState.RUNNING)
                .filter(other -> need.accepts(other.offer().version()))
                .isPresent();
        return new NeedStatus(need.module(), need.range().toString(), need.optional(), satisfied);
    }

    @Override
    public List<String> why(String module) {
        return new Why(snapshots.get(), memory).answer(module);
    }

    @Override
    public List<JournalEntry> journal(int atMost) {
        return memory.newest(atMost);
    }

    @Override
    public CompletionStage<Boolean> retry(String module) {
        return ask(module, Asked.RETRY);
    }

    @Override
    public CompletionStage<Boolean> restart(String module) {
        return ask(module, Asked.RESTART);
    }

    private CompletionStage<Boolean> ask(String module, Asked what) {
        var answer = new CompletableFuture<Boolean>();
        commands.accept(new Command.Ask(module, what, answer::complete));
        return answer;
    }

    @Override
    public CompletionStage<Void> shutdown() {
        var done = new CompletableFuture<Void>();
        commands.accept(new Command.Closing(() -> done.complete(null)));
        return done;
    }

    @Override
    public CompletionStage<RuntimeStatus> settled() {
        var settled = new CompletableFuture<RuntimeStatus>();
        commands.accept(new Command.WhenSettled(() -> settled.complete(status())));
        return settled;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
import org.modkit.runtime.fact.Stranded;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.plan.Command;

/** The runtime as operators' tools see it: snapshots turned into status, wishes into commands. */
public final class StatusService implements ModkitRuntime {
    private final Supplier<Snapshot> snapshots;
    private final Consumer<Command> commands;
    private final Troubles troubles;
    private final Memory memory;

    /**
     * What is wrong and belongs to no module that is offered.
     *
     * @param problems sentences on what was refused
     * @param stranded modules whose bundles can't be resolved
     */
    public record Troubles(Supplier<List<String>> problems, Supplier<List<Stranded>> stranded) {}

    /**
     * Creates the service.
     *
     * @param snapshots how everything stands
     * @param commands takes wishes
     * @param troubles what is wrong and belongs to no module that is offered
     * @param reporter remembers the journal
     */
    public StatusService(
            Supplier<Snapshot> snapshots, Consumer<Command> commands, Troubles troubles, Reporter reporter) {
        this.snapshots = snapshots;
        this.commands = commands;
        this.troubles = troubles;
        this.memory = reporter.memory();
    }

    @Override
    public RuntimeStatus status() {
        Snapshot snapshot = snapshots.get();
        var reasons = new Reasons(snapshot);
        var modules = new ArrayList<ModuleStatus>();
        snapshot.modules().forEach(module -> modules.add(status(module, snapshot, reasons)));
        var stranded = stranded(snapshot);
        stranded.forEach(module -> modules.add(status(module)));
        modules.sort(Comparator.comparing(ModuleStatus::name));
        var all = new ArrayList<>(troubles.problems().get());
        reasons.circles().forEach(circle -> all.add(Messages.circle(circle)));
        for (Progress module : snapshot.modules()) {
            module.twins().forEach(twin -> all.add(Messages.twin(twin, module.offer())));
        }
        boolean ready = snapshot.totals().ready() && stranded.isEmpty();
        return new RuntimeStatus(snapshot.totals().settled(), ready, modules, all);
    }

    /** One of whose name another bundle offers a module is only spare. */
    private List<Stranded> stranded(Snapshot snapshot) {
        return troubles.stranded().get().stream()
                .filter(module -> snapshot.module(module.module()).isEmpty())
                .toList();
    }

    private static ModuleStatus status(Stranded module) {
        return new ModuleStatus(
                module.module(),
                ModuleState.WAITING,
                Optional.empty(),
                false,
                true,
                List.of(),
                List.of(),
                module.bundle(),
                module.since(),
                0,
                "",
                module.sentence());
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
                module.place(),
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
        Snapshot snapshot = snapshots.get();
        var stranded = stranded(snapshot).stream()
                .filter(one -> one.module().equals(module))
                .map(Stranded::sentence)
                .toList();
        return stranded.isEmpty() ? new Why(snapshot, memory).answer(module) : stranded;
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

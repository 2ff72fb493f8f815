// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/**
 * Writes down what happens while commands are folded, and sums it up as {@link Effects}.
 *
 * <p>The first event of a command is the cause of everything else that comes of it.
 */
final class Ledger {
    /**
     * What holds for all.
     *
     * @param closing whether everything goes down
     * @param migrating whether there is a ceiling
     * @param workers how many steps may be worked at
     */
    record Mode(boolean closing, boolean migrating, int workers) {}

    private final InstantSource clock;
    private final List<Event> events = new ArrayList<>();
    private final List<Step> cancels = new ArrayList<>();
    private final List<Effects.Timer> timers = new ArrayList<>();
    private final List<Runnable> replies = new ArrayList<>();
    private final List<Runnable> whenAllDown = new ArrayList<>();
    private final List<Runnable> whenSettled = new ArrayList<>();
    private final List<Node> touched = new ArrayList<>();
    private Set<String> gone = new LinkedHashSet<>();
    private final int[] shown = new int[ModuleState.values().length];
    /** How many required modules don't run. */
    private int missed;

    private Settings settings = new Settings(ModuleSettings.DEFAULT, Map.of());
    private Snapshot snapshot = Snapshot.empty();
    private long seq;
    private long current;
    private int underWay;
    private int up;
    private int closedDoors;
    private boolean held = true;
    private boolean justReleased;
    private boolean settled = true;
    private Instant unsettledAt;

    Ledger(InstantSource clock) {
        this.clock = clock;
    }

    // What happens.

    /** What is told next comes from outside. */
    void fromOutside() {
        current = 0;
    }

    /** The event that everything told now comes of; 0 if nothing was told yet. */
    long current() {
        return current;
    }

    /** The number of the next event. */
    long next() {
        return seq + 1;
    }

    void tell(Event.What what) {
        add(Optional.empty(), current, what);
    }

    void tell(Offer offer, Event.What what) {
        add(Optional.of(offer), current, what);
    }

    void tell(Offer offer, long cause, Event.What what) {
        add(Optional.of(offer), cause, what);
    }

    private void add(Optional<Offer> offer, long cause, Event.What what) {
        Instant now = clock.instant();
        if (unsettledAt == null) {
            unsettledAt = now;
        }
        events.add(new Event(++seq, cause, now, offer, what));
        if (current == 0) {
            current = seq;
        }
    }

    void touch(Node node) {
        if (current != 0) {
            node.cause = current;
        }
        if (!node.touched) {
            node.touched = true;
            touched.add(node);
        }
    }

    void installed(Node node) {
        node.shown = null;
        gone.remove(node.name);
        touch(node);
    }

    void retired(Node node) {
        tell(node.offer, node.cause, new Event.Down());
        if (node.shown != null) {
            shown[node.shown.ordinal()]--;
        }
        node.shown = null;
        missed -= node.missed ? 1 : 0;
        node.missed = false;
        gone.add(node.name);
        replies.addAll(node.onGone);
        node.onGone.clear();
    }

    void began(Node node) {
        underWay++;
        touch(node);
    }

    void ended(Node node) {
        underWay--;
        touch(node);
    }

    /** How many steps have been begun and not ended. */
    int underWay() {
        return underWay;
    }

    /** One more module is up, or one less. */
    void oneMoreUp(int sign) {
        up += sign;
    }

    void doors(int closed) {
        closedDoors = closed;
    }

    void released() {
        held = false;
        justReleased = true;
        settled = false;
        unsettledAt = clock.instant();
    }

    // What is to be done.

    void cancel(Step step) {
        cancels.add(step);
    }

    void later(Duration in, Command command) {
        timers.add(new Effects.Timer(in, command));
    }

    void reply(Runnable reply) {
        replies.add(reply);
    }

    void whenAllDown(Runnable reply) {
        whenAllDown.add(reply);
    }

    void whenSettled(Runnable reply) {
        whenSettled.add(reply);
    }

    // What is configured.

    void settings(ModuleSettings forAll, Map<String, ModuleSettings> byName) {
        settings = new Settings(forAll, byName);
    }

    ModuleSettings settings(Node node) {
        return settings.of(node);
    }

    Duration deadline(Node node, Phase phase, Step.Way way) {
        return settings.deadline(node, phase, way);
    }

    // The sum.

    Effects close(List<Step> begun, Mode mode) {
        var changed = new ArrayList<Progress>(touched.size());
        for (Node node : touched) {
            node.touched = false;
            if (node.offer != null) {
                show(node);
                changed.add(node.progress(settings(node).required(), closedDoors));
            }
        }
        settle();
        boolean ready = settled && missed == 0 && !mode.closing();
        var totals = new Snapshot.Totals(settled, ready, mode.closing(), mode.migrating(), held);
        snapshot = snapshot.with(changed, gone, totals);
        if (up == 0) {
            replies.addAll(whenAllDown);
            whenAllDown.clear();
        }
        var effects = new Effects(
                begun,
                List.copyOf(cancels),
                List.copyOf(timers),
                List.copyOf(events),
                List.copyOf(replies),
                snapshot,
                mode.workers());
        justReleased = false;
        touched.clear();
        // To clear a set costs as much as it ever held.
        gone = gone.isEmpty() ? gone : new LinkedHashSet<>();
        cancels.clear();
        timers.clear();
        events.clear();
        replies.clear();
        return effects;
    }

    /** Tells of a state that is new, and counts it. */
    private void show(Node node) {
        ModuleState now = node.state();
        if (now != node.shown) {
            if (node.shown != null) {
                shown[node.shown.ordinal()]--;
            }
            shown[now.ordinal()]++;
            node.shown = now;
            node.since = clock.instant();
            announce(node, now);
        } else if (justReleased && now == ModuleState.WAITING) {
            announce(node, now); // While all were held, that was no news.
        }
        boolean misses = now != ModuleState.RUNNING && settings(node).required();
        if (misses != node.missed) {
            node.missed = misses;
            missed += misses ? 1 : -1;
            settled = false;
        }
    }

    private void announce(Node node, ModuleState now) {
        if (now == ModuleState.RUNNING) {
            tellLast(node, node.cause, new Event.Running());
            if (node.restarts > 0) {
                later(settings(node).supervision().stableAfter(), new Command.StableDue(node.name, node.run));
            }
        } else if (now == ModuleState.FAILED) {
            tellLast(node, node.failure.seq(), new Event.Failed(node.failure));
        } else if (now == ModuleState.WAITING && !held) {
            tellLast(node, node.cause, new Event.Waiting());
        }
    }

    private void tellLast(Node node, long cause, Event.What what) {
        tell(node.offer, cause, what);
        node.cause = seq;
    }

    private void settle() {
        if (underWay > 0 || held) {
            settled = false;
            return;
        }
        if (unsettledAt != null || !settled) {
            Instant from = unsettledAt == null ? clock.instant() : unsettledAt;
            settled = true;
            add(
                    Optional.empty(),
                    seq,
                    new Event.Settled(
                            shown[ModuleState.RUNNING.ordinal()],
                            shown[ModuleState.WAITING.ordinal()],
                            shown[ModuleState.FAILED.ordinal()],
                            Duration.between(from, clock.instant())));
            unsettledAt = null;
        }
        replies.addAll(whenSettled);
        whenSettled.clear();
    }
}

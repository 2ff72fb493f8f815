// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modkit.api.status.ModuleState;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Progress;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.Offer;

/**
 * One name and all that is known of the module behind it. A name that is only needed has a node without an offer.
 *
 * <p>Every field belongs to the thread that owns the {@link Model}.
 */
final class Node {
    final String name;
    /** Those whose offer names this one in a need. */
    final List<Node> needers = new ArrayList<>();
    /** Offers of the same name that stand by. */
    final ArrayDeque<Offer> twins = new ArrayDeque<>(0);
    /** To be told when this offer is down and gone. */
    final List<Runnable> onGone = new ArrayList<>(0);

    Offer offer;
    /** Whether this run, or the next one, is in another process. */
    boolean elsewhere;
    /** The phases the offer takes part in, as {@link Levels#path}. */
    int path;

    /** The phases it hosts when it runs, a bit per level. */
    int hosting;
    /** The levels in which a host has it, from the begin of the way in to the end of the way out, a bit each. */
    int attached;
    /** The level it would host if another did not; 0 if none. */
    int standsBy;

    boolean system;
    /** Beside {@code offer.needs()}: the node of each. */
    Node[] providers = {};
    /** Beside {@code offer.needs()}: whether the node can't be above that provider. */
    boolean[] required = {};
    /** Whether any of its needs is optional. */
    boolean anyOptional;
    /** Beside {@code offer.needs()}: where in the provider's {@link #needers} this one stands. */
    int[] seats = {};
    /** Beside {@code offer.needs()}: whether an optional need was there when this run began. */
    boolean[] bound = {};

    /** How far it may be. */
    int target;
    /** How far it has been begun; above {@link #reached} while a step up is under way or has failed. */
    int begun;
    /** How far it has come. */
    int reached;
    /** When each level was passed, by the model's count of passings; decides the mirror order. */
    final long[] passed = new long[Levels.TOP + 1];

    Step inFlight;
    boolean cancelAsked;
    boolean withdrawn;
    /** Must come down to level 0 before it may climb again. */
    boolean grounding;

    boolean reconfigure;
    Failure failure;
    /** What it uses that is ill, in this run; empty if nothing is. */
    String trouble = "";
    /** Where this run is, if it is elsewhere and somebody said where. */
    String place = "";

    int restarts;

    long run;
    Wave wave;
    int position;
    /** Where in {@link #needers} the last one stood that kept this one from leaving. */
    int keptBy;
    /** Where in {@link #providers} the last one stood that kept this one from entering. */
    int blockedBy;

    /** The queue entry of the step that is due; anything else in the queues is stale. */
    Due due;
    /** Its place in the order of the way down; null if it does not go down. */
    Due falling;
    /** The event that made it due. */
    long dueBy;

    boolean dirty;
    boolean retargeting;
    boolean touched;
    /** The last event that moved it. */
    long cause;

    /** What the configuration says of it, and which one. */
    Settings configured;

    ModuleSettings settings;

    ModuleState shown;
    /** Whether it is required and does not run. */
    boolean missed;

    Instant since = Instant.EPOCH;

    Node(String name) {
        this.name = name;
    }

    /** Says where its next run will be. */
    void runs(boolean elsewhere) {
        this.elsewhere = elsewhere;
        path = Levels.path(offer, elsewhere);
        hosting = Levels.hosting(offer, elsewhere);
        system = offer.system() && !elsewhere;
    }

    boolean onGround() {
        return begun == 0 && inFlight == null;
    }

    /** The level that others can build upon: not one that is being left. */
    int stands() {
        return inFlight != null && inFlight.way() == Step.Way.DOWN ? begun - 1 : reached;
    }

    boolean takesPart(int level) {
        return (path >> level & 1) != 0;
    }

    /** Whether it has passed everything and is to stay. */
    boolean isUp() {
        return begun == Levels.TOP && reached == Levels.TOP && target == Levels.TOP;
    }

    /** Whether somebody has to be called to leave a level: of a host it has left, nobody. */
    boolean hasToUndo(int level) {
        int counts = level == Levels.OPEN ? Levels.TRAFFIC : 1 << level;
        boolean hosted = level == Levels.OPEN || (Levels.HOSTED >> level & 1) != 0;
        return takesPart(level) && (!hosted || (attached & counts) != 0);
    }

    /** Whether the provider of a need offers a version that will do. */
    boolean fits(int need) {
        Offer other = providers[need].offer;
        return other != null && offer.needs().get(need).accepts(other.version());
    }

    /** Whether the node stands above a provider: it requires it, or was bound to it when its run began. */
    boolean standsOn(int need) {
        return required[need] || bound[need];
    }

    /** Tells whether a need of a node counts. */
    interface Counting {
        boolean counts(Node node, int need);
    }

    /** This node, and all that it reaches by needs that count. */
    Set<Node> below(Counting needs) {
        var seen = new LinkedHashSet<Node>();
        var todo = new ArrayDeque<Node>();
        seen.add(this);
        todo.add(this);
        for (Node at = todo.poll(); at != null; at = todo.poll()) {
            for (int i = 0; i < at.providers.length; i++) {
                if (needs.counts(at, i) && seen.add(at.providers[i])) {
                    todo.add(at.providers[i]);
                }
            }
        }
        return seen;
    }

    /** Whether it went down with something it will be restarted with, which is not down yet. */
    boolean awaitsRestart() {
        if (withdrawn || failure != null) {
            return false;
        }
        for (int i = 0; i < providers.length; i++) {
            boolean restarts = bound[i] && offer.needs().get(i).restart();
            if (restarts && providers[i].wave != null && providers[i].target == 0) {
                return true;
            }
        }
        return false;
    }

    /** Which need names a provider; every needer names it exactly once. */
    int needOf(Node provider) {
        for (int i = 0; i < providers.length; i++) {
            if (providers[i] == provider) {
                return i;
            }
        }
        throw new AssertionError(name + " does not need " + provider.name);
    }

    /** A provider has landed. Its next run begins after this one's, so it is no longer this one that stands above it. */
    void unbind(Node provider) {
        if (anyOptional) {
            bound[needOf(provider)] = false;
        }
    }

    ModuleState state() {
        if (onGround()) {
            if (failure != null && !grounding) {
                return ModuleState.FAILED;
            }
            return target == 0 ? ModuleState.WAITING : ModuleState.STARTING;
        }
        if (target < begun || inFlight == null && begun > reached || goesDown()) {
            return ModuleState.STOPPING;
        }
        if (reached == Levels.TOP) {
            return ModuleState.RUNNING;
        }
        return reached == target ? ModuleState.WAITING : ModuleState.STARTING;
    }

    private boolean goesDown() {
        return inFlight != null && inFlight.way() == Step.Way.DOWN;
    }

    Progress progress(boolean required, int closedDoors) {
        int closed = Levels.lowest(path & closedDoors);
        return new Progress(
                offer,
                shown,
                reached == 0 ? Optional.empty() : Optional.of(Levels.phase(reached)),
                Optional.ofNullable(inFlight),
                Optional.ofNullable(failure),
                trouble,
                place,
                closed > Levels.TOP ? Optional.empty() : Optional.of(Levels.phase(closed)),
                required,
                since,
                restarts,
                standsBy == 0 ? Optional.empty() : Optional.of(Levels.phase(standsBy)),
                List.copyOf(twins),
                cause);
    }

    @Override
    public String toString() {
        return name + "@" + reached + "/" + begun + "->" + target;
    }
}

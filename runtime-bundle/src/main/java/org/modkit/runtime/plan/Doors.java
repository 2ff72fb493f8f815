// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;

/**
 * Who carries out the hosted phases, and how many modules each host has with it.
 *
 * <p>A phase has one host at a time, the one that came first; the others stand in line. A host that is to go keeps its
 * place until its last guest has left it, so that the next one is given guests whom nobody else has.
 */
class Doors {
    private final Nodes nodes;
    private final Ledger ledger;
    /** By level: the host and those that stand in line. */
    private final List<ArrayDeque<Node>> lines = new ArrayList<>();

    private final int[] guests = new int[Levels.TOP + 1];
    /** By level: the host whose door is open, or null. */
    private final Node[] open = new Node[Levels.TOP + 1];
    /** Modules that host a phase when they run. */
    private final List<Node> candidates = new ArrayList<>();

    private int closed = Levels.HOSTED;

    Doors(Nodes nodes, Ledger ledger) {
        this.nodes = nodes;
        this.ledger = ledger;
        for (int level = 0; level <= Levels.TOP; level++) {
            lines.add(new ArrayDeque<>(1));
        }
        ledger.doors(closed);
    }

    /** The levels without a host, a bit each. */
    int closed() {
        return closed;
    }

    /** The host of a level, which may be about to go; null if there is none. */
    Node hostOf(int level) {
        return lines.get(level).peekFirst();
    }

    /** The run of the host of a level; 0 if the host is no module, or nobody has to host it. */
    long runOf(int level) {
        Node host = hostOf(level);
        return host == null ? 0 : host.run;
    }

    /** A host that is no module came; it is a node of its own, which is at the top for as long as it is there. */
    void came(Phase phase) {
        var host = new Node("");
        host.begun = Levels.TOP;
        host.reached = Levels.TOP;
        host.target = Levels.TOP;
        int level = Levels.of(phase);
        lines.get(level).add(host);
        turn(level);
    }

    /** The first host that is no module goes; at once if it only stood in line. */
    void went(Phase phase, Runnable done) {
        int level = Levels.of(phase);
        var line = lines.get(level);
        Optional<Node> going =
                line.stream().filter(host -> host.offer == null && host.isUp()).findFirst();
        if (going.isPresent() && line.getFirst() == going.get()) {
            going.get().target = 0;
            going.get().onGone.add(done);
            turn(level);
        } else {
            going.ifPresent(line::remove);
            ledger.reply(done);
        }
    }

    /** A module is to run here; perhaps it will host something. */
    void expected(Node node) {
        if (node.hosting != 0) {
            candidates.add(node);
        }
    }

    /** A module on the ground will run elsewhere, or here again; returns those whose way that may free, or bar. */
    Set<Node> moved(Node node) {
        var touched = supporters(node);
        forgotten(node);
        node.runs(!node.elsewhere);
        expected(node);
        touched.addAll(supporters(node));
        return touched;
    }

    /** A module is about to be taken out, or to run elsewhere. */
    void forgotten(Node node) {
        candidates.remove(node);
    }

    /** Looks whether a module that may host has come to the top, or is to leave it. */
    void follow(Node node) {
        for (int left = node.hosting; left != 0; left &= left - 1) {
            int level = Levels.lowest(left);
            var line = lines.get(level);
            if (node.isUp() && !line.contains(node)) {
                line.add(node);
                if (line.getFirst() != node) {
                    node.standsBy = level;
                    ledger.tell(node.offer, new Event.StandsBy(Levels.phase(level)));
                }
                ledger.touch(node);
            } else if (!node.isUp() && line.contains(node) && line.getFirst() != node) {
                line.remove(node);
                node.standsBy = 0;
            }
            turn(level);
        }
    }

    /** A module begins to enter a level; if others carry it out, they have one guest more. */
    void entered(Node guest, int level) {
        if ((Levels.HOSTED >> level & 1) != 0) {
            guest.attached |= 1 << level;
            guests[level]++;
        }
    }

    /** A module has left a level, or the host of one. */
    void left(Node guest, int level) {
        if ((guest.attached >> level & 1) != 0) {
            guest.attached &= ~(1 << level);
            guests[level]--;
            turn(level);
        }
    }

    /** Lets hosts without guests go, and opens or closes the door. */
    private void turn(int level) {
        var line = lines.get(level);
        while (!line.isEmpty() && !line.getFirst().isUp() && guests[level] == 0) {
            Node gone = line.removeFirst();
            if (gone.offer == null) {
                gone.onGone.forEach(ledger::reply);
            }
            stir(gone);
        }
        Node now = !line.isEmpty() && line.getFirst().isUp() ? line.getFirst() : null;
        if (now != open[level]) {
            Node before = open[level];
            tell(before, level, false);
            open[level] = now;
            closed = now == null ? closed | 1 << level : closed & ~(1 << level);
            if (before != null) {
                stir(before);
            }
            tell(now, level, true);
            ledger.doors(closed);
            nodes.doorTurned(level);
        }
    }

    /** What is below a host lingers with it, or does no more; who has to do with that may be free, or kept. */
    private void stir(Node host) {
        for (Node below : host.below(Node::standsOn)) {
            nodes.look(below);
            nodes.lookAround(below);
        }
    }

    private void tell(Node host, int level, boolean present) {
        if (host == null) {
            return;
        }
        host.standsBy = 0;
        var what = new Event.Host(Levels.phase(level), present);
        if (host.offer == null) {
            ledger.tell(what);
        } else {
            ledger.tell(host.offer, what);
            ledger.touch(host);
        }
    }

    /** The levels in which a module has to leave a host that is to go. */
    int leaving(Node guest) {
        return guest.attached & closed & Levels.TRAFFIC;
    }

    /** The levels in which a module is to be given to a host. */
    int arriving(Node guest) {
        return guest.path & ~guest.attached & ~closed & Levels.TRAFFIC;
    }

    /** Whether a module runs on since it is, or is below, a host that is to go and waits for its guests. */
    boolean lingers(Node node) {
        boolean runs = node.begun == Levels.TOP && node.reached == Levels.TOP;
        for (int left = runs ? closed & Levels.TRAFFIC : 0; left != 0; left &= left - 1) {
            int level = Levels.lowest(left);
            if (guests[level] > 0 && hostOf(level).below(Node::standsOn).contains(node)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a guest leaves its host without going down, since it can't go down before that or another host. */
    boolean mustDetach(Node guest) {
        return leaving(guest) != 0 && lingers(guest);
    }

    /** Closed levels that a module passes without a host, since the host would wait for the module. */
    int passable(Node node) {
        int levels = 0;
        for (Node candidate : candidates) {
            if ((candidate.hosting & node.path & closed) != 0
                    && required(candidate).contains(node)) {
                levels |= candidate.hosting;
            }
        }
        return levels;
    }

    /** All that a module requires, near and far, itself included. */
    private static Set<Node> required(Node from) {
        return from.below((node, need) -> node.required[need]);
    }

    /** Those whose way may have become free, or barred, with a module: what hosts require, if it is part of that. */
    Set<Node> supporters(Node node) {
        var all = new LinkedHashSet<Node>();
        for (Node candidate : candidates) {
            var required = required(candidate);
            if (required.contains(node)) {
                all.addAll(required);
            }
        }
        return all;
    }
}

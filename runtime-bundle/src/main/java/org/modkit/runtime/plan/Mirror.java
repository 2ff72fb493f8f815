// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.time.Duration;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.modkit.runtime.fact.Step;

/**
 * Keeps ways down in exactly the reverse order of the ways up, for as long as it has patience.
 *
 * <p>Steps down go one at a time, the last one that went up first, whoever it belongs to. What is not down after
 * {@link #PATIENCE} goes side by side as far as the modules have nothing to do with each other, so that the exact order
 * never costs more than that, and one module that hangs holds up nobody for longer.
 */
class Mirror {
    static final Duration PATIENCE = Duration.ofMillis(100);

    private final Ledger ledger;
    /** Those that go down, but not yet. */
    private final Predicate<Node> lingers;
    /** The next step down of every module that goes down, whether it may be taken or not. */
    private final TreeSet<Due> all = new TreeSet<>(Due.DESCENDING);

    private boolean patient = true;
    private int underWay;
    /** Counts the times from when somebody goes down to when nobody does. */
    private long drains;

    Mirror(Ledger ledger, Predicate<Node> lingers) {
        this.ledger = ledger;
        this.lingers = lingers;
    }

    boolean isPatient() {
        return patient;
    }

    /** Whether a step down that is due may be taken. */
    boolean permits(Due due) {
        return !patient || underWay == 0 && all.first().equals(due);
    }

    /** Takes note of where a node stands. */
    void note(Node node) {
        Due now = place(node);
        if (node.falling != null && !node.falling.equals(now)) {
            all.remove(node.falling);
        }
        if (now != null && !now.equals(node.falling)) {
            if (all.isEmpty() && underWay == 0) {
                ledger.later(PATIENCE, new Command.PatienceOver(++drains));
            }
            all.add(now);
        }
        node.falling = now;
        calmDown();
    }

    /** The next step down of a node; one still on its way up comes before all others; null if it stays or lingers. */
    private Due place(Node node) {
        boolean stays = node.target >= node.begun && node.begun == node.reached;
        if (stays || lingers.test(node)) {
            return null;
        }
        if (node.inFlight != null) {
            boolean unwanted = node.inFlight.way() == Step.Way.UP && node.target < node.begun;
            return unwanted ? new Due(node, node.begun, 0, Long.MAX_VALUE) : null;
        }
        int floor = node.begun > node.reached ? Math.min(node.target, node.reached) : node.target;
        for (int level = node.begun; level > floor; level--) {
            if (node.hasToUndo(level)) {
                return new Due(node, level, 0, node.passed[level]);
            }
        }
        return null;
    }

    /** A step down begins. */
    void begins(Node node) {
        underWay++;
        note(node);
    }

    /** A step down has ended. */
    void ended() {
        underWay--;
        calmDown();
    }

    /** The time for the exact order is over, if it is still the same drain. */
    void patienceOver(long drain) {
        if (drain == drains && (underWay > 0 || !all.isEmpty())) {
            patient = false;
        }
    }

    private void calmDown() {
        if (all.isEmpty() && underWay == 0) {
            patient = true;
        }
    }
}

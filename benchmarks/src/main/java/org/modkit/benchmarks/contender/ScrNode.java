// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.util.Map;

/** The component class of every node of the SCR contender; public because SCR makes it. */
public final class ScrNode {
    // Static because SCR makes the components; set by the harness thread before the bundle starts.
    private static volatile Probe probe;

    private int node;

    /** Made by SCR. */
    public ScrNode() {}

    static void callsOn(Probe newProbe) {
        probe = newProbe;
    }

    /**
     * Called by SCR for each need.
     *
     * @param need the need
     */
    public void need(ScrNode need) {
        if (need == this) {
            throw new IllegalArgumentException("A node can't need itself.");
        }
    }

    /**
     * Called by SCR when all needs are there.
     *
     * @param properties the component's properties
     */
    public void activate(Map<String, Object> properties) {
        node = (Integer) properties.get("number");
        probe.up(node);
    }

    /** Called by SCR on the way down. */
    public void deactivate() {
        probe.down(node);
    }
}

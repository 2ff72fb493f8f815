// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

/** What a model is made of. Tests put in parts that are wrong, and see whether the simulation notices. */
class Parts {
    Nodes nodes(Ledger ledger) {
        return new Nodes(ledger, this);
    }

    Steps steps(Nodes nodes, Ledger ledger) {
        return new Steps(nodes, ledger);
    }

    Doors doors(Nodes nodes, Ledger ledger) {
        return new Doors(nodes, ledger);
    }

    Planner planner(Nodes nodes) {
        return new Planner(nodes);
    }

    Targets targets(Nodes nodes) {
        return new Targets(nodes);
    }

    Waves waves(Nodes nodes) {
        return new Waves(nodes, this);
    }

    Wave wave(long number) {
        return new Wave(number);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.grpc;

/** How caller and service come together; all of it in one process, over a socket. */
public enum Wiring {
    /** A server and a channel of grpc-java, and nothing else. */
    BARE("grpc-java"),
    /** The service behind the hub, and a channel of grpc-java to that. */
    HUB("ModKit's hub"),
    /** The service behind the hub, and a channel that follows the directory. */
    MODKIT("ModKit");

    private final String label;

    Wiring(String label) {
        this.label = label;
    }

    /**
     * Returns its name in tables.
     *
     * @return the name
     */
    public String label() {
        return label;
    }
}

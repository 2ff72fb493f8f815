// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.instance;

import java.nio.file.Path;

/**
 * The folder of one container. One installation may run many.
 *
 * @param home the folder, absolute
 */
public record Instance(Path home) {
    /** Makes the path absolute, so that it means the same to every process. */
    public Instance {
        home = home.toAbsolutePath().normalize();
    }

    /**
     * Returns the folder of what users edit.
     *
     * @return {@code etc}
     */
    public Path etc() {
        return home.resolve("etc");
    }

    /**
     * Returns the configuration file.
     *
     * @return {@code etc/modkit.yaml}
     */
    public Path configuration() {
        return etc().resolve("modkit.yaml");
    }

    /**
     * Returns the folder bundles are dropped into.
     *
     * @return {@code deploy}
     */
    public Path deploy() {
        return home.resolve("deploy");
    }

    /**
     * Returns the folder of what the container keeps for itself; while it is stopped it may be deleted.
     *
     * @return {@code data}
     */
    public Path data() {
        return home.resolve("data");
    }

    /**
     * Returns the folder of what belongs to the running process, closed to other users.
     *
     * @return {@code data/run}
     */
    public Path run() {
        return data().resolve("run");
    }

    /**
     * Returns the folder of logs.
     *
     * @return {@code log}
     */
    public Path log() {
        return home.resolve("log");
    }
}

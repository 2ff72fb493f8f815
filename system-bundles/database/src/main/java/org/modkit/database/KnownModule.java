// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import org.modkit.configuration.database.Resolution;
import org.modkit.database.migrate.ChangeLog;
import org.osgi.framework.Bundle;

/**
 * A module that is in the database phase, or has failed in it. Holds nothing of the module's own objects, which a failed
 * module would keep alive.
 *
 * @param name the module's name
 * @param changeLog the path of its change log; empty if it has nothing to migrate
 * @param bundle where the change log is
 * @param resolution what its configuration meant when it came
 * @param stage how it stands
 */
record KnownModule(String name, String changeLog, Bundle bundle, Resolution resolution, Stage stage) {
    /** How a module stands. */
    enum Stage {
        /** It is in the phase, or on its way. */
        HERE,
        /** It has failed. */
        FAILED,
        /** It has failed because nobody has a driver. */
        WITHOUT_DRIVER
    }

    KnownModule at(Stage now) {
        return new KnownModule(name, changeLog, bundle, resolution, now);
    }

    ChangeLog log() {
        return new ChangeLog(name, changeLog, new BundleFiles(bundle));
    }

    /** Whether its bundle could still offer it. */
    boolean isThere() {
        return (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
    }
}

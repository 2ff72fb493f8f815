// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;

/** Ends the process after a failure, when the configuration says fail-fast: everything down in order, then the framework. */
final class Exit implements Runnable {
    /** The system property in which the launcher finds the exit code. */
    static final String CODE = "modkit.exit";

    private final BundleContext context;
    private final Runnable goDown;
    private final Logger log;

    Exit(BundleContext context, Runnable goDown, Logger log) {
        this.context = context;
        this.goDown = goDown;
        this.log = log;
    }

    @Override
    public void run() {
        goDown.run();
        System.setProperty(CODE, "1");
        try {
            context.getBundle(0).stop();
        } catch (BundleException e) {
            log.error("The framework could not be stopped after a failure. Stop the process.", e);
        }
    }
}

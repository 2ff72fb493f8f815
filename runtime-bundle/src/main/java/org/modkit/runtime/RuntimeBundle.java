// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/**
 * Starts and stops the runtime with its bundle.
 *
 * <p>Modules are held on the ground until the framework has started, so that those of a container come up as one wave in
 * their right order and not in the order in which bundles happen to start.
 */
public final class RuntimeBundle implements BundleActivator {
    private Wiring wiring;

    @Override
    public void start(BundleContext context) {
        wiring = new Wiring(context);
        wiring.open();
        FrameworkListener whenStarted = event -> {
            if (event.getType() == FrameworkEvent.STARTED) {
                wiring.release();
            }
        };
        context.addFrameworkListener(whenStarted);
        // Looked at after the listener is there: what starts in between is released twice, which does no harm.
        if (context.getBundle(0).getState() == Bundle.ACTIVE) {
            wiring.release();
        }
    }

    @Override
    public void stop(BundleContext context) {
        wiring.close();
    }
}

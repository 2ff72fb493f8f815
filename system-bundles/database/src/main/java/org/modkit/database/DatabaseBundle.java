// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import org.modkit.api.spi.PhaseHost;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** Wires the parts together; the framework calls it. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class DatabaseBundle implements BundleActivator {
    private ServiceRegistration<PhaseHost> host;

    @Override
    public void start(BundleContext context) {
        host = null;
    }

    @Override
    public void stop(BundleContext context) {
        if (host != null) {
            host.unregister();
        }
    }
}

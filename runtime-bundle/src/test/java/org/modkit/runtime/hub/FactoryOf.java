// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** A service that is made when somebody asks for it. */
record FactoryOf<S>(Supplier<S> made) implements ServiceFactory<S> {
    static <S> FactoryOf<S> of(Supplier<S> made) {
        return new FactoryOf<>(made);
    }

    @Override
    public S getService(Bundle user, ServiceRegistration<S> registration) {
        return made.get();
    }

    @Override
    public void ungetService(Bundle user, ServiceRegistration<S> registration, S service) {}
}

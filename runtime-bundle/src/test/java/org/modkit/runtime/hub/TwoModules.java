// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.client.ClientScope;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Two modules with views of one hub, over a real service registry; nothing is left when they close. */
class TwoModules {
    static final ClientScope EAST = ClientScope.of("east");

    @TempDir
    static Path cache;

    static TestFramework framework;

    final List<String> problems = new ArrayList<>();
    final Hub hub = new Hub(problems::add);
    Bundle billingBundle;
    Bundle ledgerBundle;
    Bundle plainBundle;
    ModuleHub billing;
    ModuleHub ledger;

    @BeforeAll
    static void startFramework() throws Exception {
        framework = new TestFramework(cache);
    }

    @AfterAll
    static void stopFramework() throws Exception {
        framework.stop();
    }

    @BeforeEach
    void open() throws Exception {
        billingBundle = framework.bundle("acme.billing");
        ledgerBundle = framework.bundle("acme.ledger");
        plainBundle = framework.bundle("acme.plain");
        billing = hub.open("billing", billingBundle.getBundleContext());
        ledger = hub.open("ledger", ledgerBundle.getBundleContext());
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        billing.close();
        ledger.close();
        assertThat(hub.size()).isZero();
        assertThat(hub.tops()).isEmpty();
        for (Bundle bundle : List.of(billingBundle, ledgerBundle, plainBundle)) {
            assertThat(bundle.getServicesInUse()).isNullOrEmpty();
            bundle.uninstall();
        }
    }

    void publish(String greeting, int ranking) {
        var properties = new Hashtable<String, Object>();
        properties.put(Constants.SERVICE_RANKING, ranking);
        plainBundle.getBundleContext().registerService(Greeter.class, () -> greeting, properties);
    }

    static <T> void registerProxy(ModuleHub hub, Class<T> type) {
        hub.register(type, type.cast(proxy(type)));
    }

    static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> null);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static void registerAs(ModuleHub hub, Class type, Object client) {
        hub.register(type, client);
    }
}

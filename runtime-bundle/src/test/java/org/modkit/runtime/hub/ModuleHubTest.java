// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Hashtable;
import org.junit.jupiter.api.Test;
import org.modkit.api.Registration;
import org.modkit.api.client.ClientScope;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** What modules register and look up, over a real service registry. */
class ModuleHubTest extends TwoModules {
    @Test
    void lastRegistrationWinsAndOldReferencesStayValid() {
        ledger.register(Greeter.class, () -> "first");
        Greeter old = billing.get(Greeter.class);
        ledger.register(Greeter.class, () -> "second");

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("second");
        assertThat(old.greet()).isEqualTo("first");
        assertThat(billing.size()).isEqualTo(1);
    }

    @Test
    void coveredEntryShowsAgainWhenTheCoveringOneGoes() {
        ledger.register(Greeter.class, () -> "below");
        Registration above = billing.register(Greeter.class, () -> "above");
        assertThat(billing.get(Greeter.class).greet()).isEqualTo("above");

        above.close();
        above.close();

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("below");
    }

    @Test
    void coveredEntryMayGoFirst() {
        Registration below = ledger.register(Greeter.class, () -> "below");
        billing.register(Greeter.class, () -> "above");

        below.close();

        assertThat(ledger.get(Greeter.class).greet()).isEqualTo("above");
    }

    @Test
    void scopesAndTheGlobalEntryAreIndependent() {
        ledger.register(Greeter.class, EAST, () -> "east");
        assertThat(billing.find(Greeter.class)).isEmpty();

        ledger.register(Greeter.class, () -> "global");
        ledger.register(Greeter.class, ClientScope.of("west"), () -> "west");

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("global");
        assertThat(billing.get(Greeter.class, EAST).greet()).isEqualTo("east");
        assertThat(billing.find(Greeter.class, ClientScope.of("north"))).isEmpty();
        assertThat(billing.size()).isEqualTo(3);
    }

    @Test
    void entriesVanishWithTheirOwnerAndNobodyElses() {
        ModuleHub newLedger = hub.open("ledger", ledgerBundle.getBundleContext());
        newLedger.register(Greeter.class, () -> "new");
        ledger.register(Greeter.class, () -> "old");
        ledger.register(Greeter.class, EAST, () -> "old east");

        ledger.close();

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("new");
        assertThat(billing.find(Greeter.class, EAST)).isEmpty();
        assertThat(ledgerBundle.getRegisteredServices()).hasSize(1);
        newLedger.close();
        assertThat(ledgerBundle.getRegisteredServices()).isNullOrEmpty();
    }

    @Test
    void registeredClientIsAServiceOfItsOwnersBundle() {
        ledger.register(Greeter.class, EAST, () -> "east");

        ServiceReference<Greeter> reference = plainBundle.getBundleContext().getServiceReference(Greeter.class);

        assertThat(reference.getBundle()).isEqualTo(ledgerBundle);
        assertThat(reference.getProperty("modkit.client")).isEqualTo(true);
        assertThat(reference.getProperty("modkit.client.owner")).isEqualTo("ledger");
        assertThat(reference.getProperty("modkit.client.scope")).isEqualTo("east");
    }

    @Test
    void findsThePlainServiceOfTheHighestRankingWhenTheHubHasNone() {
        publish("low", 1);
        publish("high", 2);
        assertThat(billing.get(Greeter.class).greet()).isEqualTo("high");

        Registration own = ledger.register(Greeter.class, () -> "module's");
        assertThat(billing.get(Greeter.class).greet()).isEqualTo("module's");
        own.close();

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("high");
        publish("higher", 3);
        assertThat(billing.get(Greeter.class).greet()).isEqualTo("higher");
        assertThat(billingBundle.getServicesInUse()).hasSize(1);
    }

    @Test
    void findsAPlainServiceUnderItsScopeOnly() {
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.client.scope", "a (b)* \\ c");
        plainBundle.getBundleContext().registerService(Greeter.class, () -> "scoped", properties);

        assertThat(billing.find(Greeter.class)).isEmpty();
        assertThat(billing.get(Greeter.class, ClientScope.of("a (b)* \\ c")).greet())
                .isEqualTo("scoped");
    }

    @Test
    void passesOverAServiceWhoseFactoryGivesNothing() {
        publish("usable", 1);
        var ranking = new Hashtable<String, Object>();
        ranking.put(Constants.SERVICE_RANKING, 5);
        plainBundle.getBundleContext().registerService(Greeter.class, FactoryOf.<Greeter>of(() -> null), ranking);

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("usable");
    }
}

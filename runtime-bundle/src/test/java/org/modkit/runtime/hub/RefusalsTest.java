// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.ClientScope;
import org.osgi.framework.Bundle;

/** What can't be had, and what the hub says of it. */
class RefusalsTest extends TwoModules {
    @Test
    void explainsWhichModuleIsToBeNamedWhenNothingIsThere() {
        assertThatThrownBy(() -> billing.get(Greeter.class))
                .isInstanceOf(ClientNotFoundException.class)
                .hasMessage("No client of type 'org.modkit.runtime.hub.Greeter' is registered. Add the module that"
                        + " registers it to 'requires' of module 'billing', and see that it runs.");
    }

    @Test
    void explainsThatATypeIsThereUnderOtherScopesOnly() {
        ledger.register(Greeter.class, EAST, () -> "east");
        ledger.register(Greeter.class, ClientScope.of("west"), () -> "west");

        assertThatThrownBy(() -> billing.get(Greeter.class))
                .hasMessageEndingWith("It is registered with scope 'east', 'west' only. Ask for what is there, or"
                        + " register what is missing.");
        ledger.register(Greeter.class, () -> "global");
        assertThatThrownBy(() -> billing.get(Greeter.class, ClientScope.of("north")))
                .hasMessageContaining("in scope 'north'")
                .hasMessageContaining("with scope 'east', 'west' and without a scope.");
    }

    @Test
    void explainsThatTheTypeBelongsToAnotherClassLoader() throws Exception {
        Bundle oneApi = framework.bundle("acme.api.one", Greeter.class);
        Bundle otherApi = framework.bundle("acme.api.other", Greeter.class);
        Class<?> one = oneApi.loadClass(Greeter.class.getName());
        Class<?> other = otherApi.loadClass(Greeter.class.getName());
        registerProxy(ledger, one);

        assertThatThrownBy(() -> billing.get(other))
                .isInstanceOf(ClientNotFoundException.class)
                .hasMessageContainingAll(
                        "One is there for the class of that name from 'acme.api.one 1.0.0 ["
                                + oneApi.getBundleId() + "]', registered by 'acme.ledger 1.0.0 ["
                                + ledgerBundle.getBundleId() + "]'",
                        "but the class asked for comes from 'acme.api.other 1.0.0 [" + otherApi.getBundleId() + "]'");
        assertThat(billing.find(one)).isPresent();
        ledger.close();
        oneApi.uninstall();
        otherApi.uninstall();
    }

    @Test
    void doesNotFindAPlainServiceOfAnotherClassLoadersClassAndSaysSo() throws Exception {
        Bundle publisher = framework.bundle("acme.copy", Greeter.class);
        Bundle api = framework.bundle("acme.api", Greeter.class);
        Class<?> copy = publisher.loadClass(Greeter.class.getName());
        publisher.getBundleContext().registerService(copy.getName(), proxy(copy), null);
        Class<?> asked = api.loadClass(Greeter.class.getName());

        assertThat(billing.find(asked)).isEmpty();
        assertThatThrownBy(() -> billing.get(asked))
                .hasMessageContainingAll("published by 'acme.copy 1.0.0 [", "comes from 'acme.api 1.0.0 [");
        publisher.uninstall();
        api.uninstall();
    }

    @Test
    void refusesAClientThatIsNotOfItsType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registerAs(billing, Greeter.class, "text"))
                .withMessage("A client of type 'org.modkit.runtime.hub.Greeter' must implement it, but"
                        + " 'java.lang.String' of module 'billing' does not.");
    }

    @Test
    void saysThatAClosedViewIsClosed() {
        billing.close();
        billing.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> billing.find(Greeter.class))
                .withMessageStartingWith("Module 'billing' used its client hub after it was closed.");
        assertThatIllegalStateException().isThrownBy(() -> billing.register(Greeter.class, () -> "late"));
        assertThatIllegalStateException().isThrownBy(() -> billing.handle(Greeter.class));
    }

    @Test
    void closesWhenTheBundleHasStoppedBefore() throws Exception {
        publish("plain", 0);
        ledger.get(Greeter.class);
        ledger.handle(Greeter.class, EAST);
        ledger.register(Greeter.class, () -> "ledger's");
        ledgerBundle.stop();

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("ledger's");
        ledger.close();

        assertThat(billing.get(Greeter.class).greet()).isEqualTo("plain");
    }

    @Test
    void doesNotOpenForABundleThatDoesNotRun() throws Exception {
        plainBundle.stop();

        assertThatIllegalStateException()
                .isThrownBy(() -> hub.open("plain", plainBundle.getBundleContext()))
                .withMessage("The bundle of module 'plain' must run for its clients, but does not. Start it.");
    }

    @Test
    void findsNothingThroughABundleThatHasStopped() throws Exception {
        publish("plain", 0);
        ledgerBundle.stop();

        assertThat(ledger.find(Greeter.class)).isEmpty();
        assertThatThrownBy(() -> ledger.get(Greeter.class)).isInstanceOf(ClientNotFoundException.class);
    }
}

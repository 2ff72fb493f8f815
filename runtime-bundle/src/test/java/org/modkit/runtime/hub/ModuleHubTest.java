// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.Registration;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.ClientScope;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** What modules register and look up, over a real service registry. */
class ModuleHubTest {
    private static final ClientScope EAST = ClientScope.of("east");

    @TempDir
    private static Path cache;

    private static TestFramework framework;

    private final List<String> problems = new ArrayList<>();
    private final Hub hub = new Hub(problems::add);
    private Bundle billingBundle;
    private Bundle ledgerBundle;
    private Bundle plainBundle;
    private ModuleHub billing;
    private ModuleHub ledger;

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

    private void publish(String greeting, int ranking) {
        var properties = new Hashtable<String, Object>();
        properties.put(Constants.SERVICE_RANKING, ranking);
        plainBundle.getBundleContext().registerService(Greeter.class, () -> greeting, properties);
    }

    private static <T> void registerProxy(ModuleHub hub, Class<T> type) {
        hub.register(type, type.cast(proxy(type)));
    }

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> null);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void registerAs(ModuleHub hub, Class type, Object client) {
        hub.register(type, client);
    }
}

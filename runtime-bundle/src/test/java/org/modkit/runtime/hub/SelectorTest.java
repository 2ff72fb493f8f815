// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.Registration;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.client.Plugin;
import org.modkit.api.client.PluginSelector;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** The choice among a vendor's plugins. */
class SelectorTest {
    @TempDir
    private static Path cache;

    private static TestFramework framework;

    private final List<String> problems = new ArrayList<>();
    private final Hub hub = new Hub(problems::add);
    private Bundle userBundle;
    private Bundle otherBundle;
    private ModuleHub user;
    private ModuleHub other;
    private PluginSelector<Greeter> selector;

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
        userBundle = framework.bundle("acme.user");
        otherBundle = framework.bundle("acme.other");
        user = hub.open("user", userBundle.getBundleContext());
        other = hub.open("other", otherBundle.getBundleContext());
        selector = user.selector(Greeter.class, "acme");
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        user.close();
        other.close();
        assertThat(userBundle.getServicesInUse()).isNullOrEmpty();
        userBundle.uninstall();
        otherBundle.uninstall();
    }

    @Test
    void choosesTheLowestPriorityOfTheVendor() {
        register("a", "acme", 10);
        register("b", "acme", -5);
        register("c", "other", -10);

        assertThat(selector.get().greet()).isEqualTo("b");
    }

    @Test
    void choosesTheOneRegisteredFirstAmongEquals() {
        register("b", "acme", 1);
        publish("a", "acme", 1);
        register("c", "acme", 1);

        assertThat(selector.get().greet()).isEqualTo("b");
    }

    @Test
    void keepsToItsChoiceUntilReset() {
        register("a", "acme", 10);
        assertThat(selector.reset()).isFalse();
        assertThat(selector.get().greet()).isEqualTo("a");
        register("b", "acme", 1);
        assertThat(selector.get().greet()).isEqualTo("a");

        assertThat(selector.reset()).isTrue();

        assertThat(selector.get().greet()).isEqualTo("b");
    }

    @Test
    void forgetsAChosenPluginThatLeaves() {
        Registration chosen = register("a", "acme", 1);
        ServiceRegistration<Greeter> plain = publish("b", "acme", 2);
        register("c", "acme", 3);
        assertThat(selector.get().greet()).isEqualTo("a");

        chosen.close();
        assertThat(selector.get().greet()).isEqualTo("b");

        plain.unregister();
        assertThat(selector.reset()).isFalse();
        assertThat(selector.get().greet()).isEqualTo("c");
    }

    @Test
    void forgetsAChosenPluginThatIsReplaced() {
        register("a", "acme", 1);
        register("b", "acme", 2);
        selector.get();

        register("a", "elsewhere", 1);

        assertThat(selector.get().greet()).isEqualTo("b");
    }

    @Test
    void doesNotRememberThatThereWasNone() {
        register("z", "zenith", 1);
        assertThatThrownBy(selector::get)
                .isInstanceOf(ClientNotFoundException.class)
                .hasMessageEndingWith("Vendor 'acme' offers no usable plugin of it, but others do: 'zenith'. Install"
                        + " that vendor's module or choose another vendor.");

        register("a", "acme", 1);

        assertThat(selector.get().greet()).isEqualTo("a");
    }

    /** In the original one malformed document stops the choice for all vendors (reference W-27). */
    @Test
    void skipsMalformedPluginsAndReportsEachOnce() {
        publish("bad", "acme", "eager");
        publish("far", "acme", 40_000);
        publish("worse", "zenith", "eager");
        publish(null, "acme", 1);
        publish("good", "acme", "7");

        assertThat(selector.get().greet()).isEqualTo("good");
        selector.reset();
        selector.get();

        assertThat(problems).hasSize(3).allMatch(problem -> problem.contains("of bundle 'acme.other 1.0.0 ["));
        assertThat(problems)
                .anyMatch(problem -> problem.contains("Property 'modkit.plugin.priority' of service")
                        && problem.endsWith(
                                "must be a whole number from -32768 to 32767, but is 'eager'. Vendor 'acme' is"
                                        + " chosen from without it; correct the property."));
        assertThat(problems).anyMatch(problem -> problem.contains("must name the plugin, but is absent."));
    }

    @Test
    void passesOverAPluginThatCannotBeMade() {
        publishFactory("broken", FactoryOf.of(() -> {
            throw new IllegalStateException("planted");
        }));
        publish("sound", "acme", 9);

        assertThat(selector.get().greet()).isEqualTo("sound");
    }

    @Test
    void choosesOnceForThreadsThatAskAtTheSameTime() throws Exception {
        var made = new AtomicInteger();
        var making = new CountDownLatch(1);
        var mayMake = new CountDownLatch(1);
        publishFactory("slow", FactoryOf.of(() -> {
            made.incrementAndGet();
            making.countDown();
            try {
                mayMake.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return () -> "slow";
        }));
        CompletableFuture<Greeter> first = CompletableFuture.supplyAsync(selector::get);
        making.await();
        var second = new CompletableFuture<Greeter>();
        Thread asking = new Thread(() -> second.complete(selector.get()));
        asking.start();
        while (asking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        mayMake.countDown();

        assertThat(second.get(30, TimeUnit.SECONDS)).isSameAs(first.get(30, TimeUnit.SECONDS));
        assertThat(made).hasValue(1);
    }

    private Registration register(String id, String vendor, int priority) {
        return other.register(Greeter.class, new Plugin(id, vendor, priority), () -> id);
    }

    private ServiceRegistration<Greeter> publish(String id, String vendor, Object priority) {
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.plugin.vendor", vendor);
        properties.put("modkit.plugin.priority", priority);
        if (id != null) {
            properties.put("modkit.plugin.id", id);
        }
        return otherBundle.getBundleContext().registerService(Greeter.class, () -> id, properties);
    }

    private void publishFactory(String id, FactoryOf<Greeter> factory) {
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.plugin.vendor", "acme");
        properties.put("modkit.plugin.id", id);
        properties.put("modkit.plugin.priority", 1);
        otherBundle.getBundleContext().registerService(Greeter.class, factory, properties);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.Registration;
import org.modkit.api.client.ClientHandle;
import org.modkit.api.client.ClientNotFoundException;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.FindHook;

/** Handles follow what is current, whoever offers it. */
class HandleTest {
    @TempDir
    private static Path cache;

    private static TestFramework framework;

    private final Hub hub = new Hub(problem -> {});
    private Bundle userBundle;
    private Bundle otherBundle;
    private ModuleHub user;
    private ModuleHub other;

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
    void followsTheHubThroughAbsenceAndReplacement() {
        ClientHandle<Greeter> handle = user.handle(Greeter.class);
        assertThat(handle.isPresent()).isFalse();
        assertThatThrownBy(handle::get).isInstanceOf(ClientNotFoundException.class);

        Registration one = other.register(Greeter.class, () -> "one");
        assertThat(handle.get().greet()).isEqualTo("one");
        Registration two = other.register(Greeter.class, () -> "two");
        assertThat(handle.get().greet()).isEqualTo("two");

        two.close();
        assertThat(handle.get().greet()).isEqualTo("one");
        one.close();
        assertThat(handle.isPresent()).isFalse();
    }

    @Test
    void followsPlainServicesAndLetsGoOfTheCoveredOne() {
        ClientHandle<Greeter> handle = user.handle(Greeter.class);
        ServiceRegistration<Greeter> low = publish("low", 0);
        assertThat(handle.get().greet()).isEqualTo("low");
        ServiceRegistration<Greeter> high = publish("high", 1);
        assertThat(handle.get().greet()).isEqualTo("high");
        assertThat(low.getReference().getUsingBundles()).isNullOrEmpty();

        high.unregister();
        assertThat(handle.get().greet()).isEqualTo("low");

        other.register(Greeter.class, () -> "module's");
        assertThat(handle.get().greet()).isEqualTo("module's");
        assertThat(low.getReference().getUsingBundles()).isNullOrEmpty();
        other.close();
        assertThat(handle.get().greet()).isEqualTo("low");

        low.unregister();
        assertThat(handle.isPresent()).isFalse();
    }

    @Test
    void asksTheRegistryForWhatIsNotThereOnlyAfterAChange() {
        var asked = new AtomicInteger();
        FindHook counts = (context, name, filter, all, found) ->
                asked.addAndGet(Greeter.class.getName().equals(name) ? 1 : 0);
        var hook = framework.context().registerService(FindHook.class, counts, null);
        ClientHandle<Greeter> handle = user.handle(Greeter.class);
        assertThat(handle.isPresent()).isFalse();
        int once = asked.get();
        assertThat(once).isPositive();

        assertThat(handle.isPresent()).isFalse();
        assertThat(asked).hasValue(once);
        publish("one", 0);
        assertThat(handle.get().greet()).isEqualTo("one");
        hook.unregister();
    }

    @Test
    void followsAChangeOfRanking() {
        ClientHandle<Greeter> handle = user.handle(Greeter.class);
        ServiceRegistration<Greeter> one = publish("one", 0);
        publish("two", 1);
        assertThat(handle.get().greet()).isEqualTo("two");

        one.setProperties(ranking(2));

        assertThat(handle.get().greet()).isEqualTo("one");
    }

    @Test
    void handlesOfOneKeyShareTheServiceUntilTheLastIsClosed() {
        ServiceRegistration<Greeter> plain = publish("plain", 0);
        ClientHandle<Greeter> one = user.handle(Greeter.class);
        ClientHandle<Greeter> two = user.handle(Greeter.class);
        assertThat(one.get()).isSameAs(two.get());

        one.close();
        one.close();
        assertThat(two.get().greet()).isEqualTo("plain");
        assertThat(plain.getReference().getUsingBundles()).containsExactly(userBundle);

        two.close();
        assertThat(plain.getReference().getUsingBundles()).isNullOrEmpty();
    }

    @Test
    void closedHandleSaysSoWhileItsTwinGoesOn() {
        other.register(Greeter.class, () -> "there");
        ClientHandle<Greeter> one = user.handle(Greeter.class);
        ClientHandle<Greeter> two = user.handle(Greeter.class);

        one.close();

        assertThat(one.isPresent()).isFalse();
        assertThatThrownBy(one::get)
                .isInstanceOf(ClientNotFoundException.class)
                .hasMessageEndingWith("This handle is closed; ask the hub for a new one.");
        assertThat(two.get().greet()).isEqualTo("there");
    }

    @Test
    void handlesEndWithTheirView() {
        ServiceRegistration<Greeter> plain = publish("plain", 0);
        ClientHandle<Greeter> handle = user.handle(Greeter.class);
        handle.get();

        user.close();

        assertThat(handle.isPresent()).isFalse();
        assertThat(plain.getReference().getUsingBundles()).isNullOrEmpty();
        handle.close();
    }

    @Test
    void doesNotMakeAServiceBeforeSomebodyAsks() {
        var made = new AtomicInteger();
        otherBundle
                .getBundleContext()
                .registerService(
                        Greeter.class,
                        FactoryOf.<Greeter>of(() -> {
                            made.incrementAndGet();
                            return () -> "made";
                        }),
                        null);
        ClientHandle<Greeter> handle = user.handle(Greeter.class);
        assertThat(made).hasValue(0);

        assertThat(handle.get().greet()).isEqualTo("made");
        assertThat(handle.get().greet()).isEqualTo("made");

        assertThat(made).hasValue(1);
    }

    @Test
    void neverShowsAnEntryThatWasTakenBackWhileOthersComeAndGo() throws Exception {
        ClientHandle<Greeter> handle = user.handle(Greeter.class);
        int threads = 4;
        var begin = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<Boolean> work = () -> {
                begin.await();
                for (int round = 0; round < 300; round++) {
                    String greeting = Thread.currentThread().getName() + round;
                    Greeter mine = () -> greeting;
                    Registration registration = other.register(Greeter.class, mine);
                    handle.isPresent();
                    ServiceRegistration<Greeter> plain = publish("plain", round);
                    handle.isPresent();
                    registration.close();
                    plain.unregister();
                    if (handle.isPresent() && current(handle) == mine) {
                        return false;
                    }
                }
                return true;
            };
            var results = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(work))
                    .toList();
            begin.countDown();
            for (var result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(handle.isPresent()).isFalse();
        assertThat(userBundle.getServicesInUse()).isNullOrEmpty();
    }

    private static Object current(ClientHandle<Greeter> handle) {
        try {
            return handle.get();
        } catch (ClientNotFoundException gone) {
            return null;
        }
    }

    private ServiceRegistration<Greeter> publish(String greeting, int ranking) {
        return otherBundle.getBundleContext().registerService(Greeter.class, () -> greeting, ranking(ranking));
    }

    private static Hashtable<String, Object> ranking(int ranking) {
        var properties = new Hashtable<String, Object>();
        properties.put(Constants.SERVICE_RANKING, ranking);
        return properties;
    }
}

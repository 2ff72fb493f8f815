// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modkit.api.CancellationToken;
import org.modkit.api.Registration;
import org.modkit.api.directory.DirectoryException;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.directory.ServiceInstance;
import org.modkit.directory.registry.InMemoryStore;
import org.modkit.directory.registry.Limits;
import org.modkit.directory.registry.Registry;

class LocalDirectoryTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Map<String, URI> AT = Map.of("acme.v1.A", URI.create("http://127.0.0.1:1"));

    private final Changes changes = new Changes();
    private final LocalDirectory directory = new LocalDirectory(
            new Registry(new InMemoryStore(), Limits.USUAL, () -> Instant.EPOCH, change -> changes.happened()),
            changes);

    @Test
    void carriesAnInstanceThroughItsLife() {
        directory.register("sums", ID, AT, Optional.of("1.0"));
        assertThat(directory.serving("acme.v1.A")).isEmpty();
        assertThat(directory.instances("sums"))
                .containsExactly(new ServiceInstance(
                        "sums", ID, new TreeMap<>(AT), Optional.of("1.0"), InstanceState.REGISTERED));

        assertThat(directory.heartbeat("sums", ID)).isTrue();

        assertThat(directory.resolve("acme.v1.A")).contains(URI.create("http://127.0.0.1:1"));
        assertThat(directory.serving("acme.v1.A"))
                .singleElement()
                .extracting(ServiceInstance::state)
                .isEqualTo(InstanceState.HEALTHY);
        directory.deregister("sums", ID);
        assertThat(directory.heartbeat("sums", ID)).isFalse();
        assertThat(directory.resolve("acme.v1.A")).isEmpty();
    }

    @Test
    void refusesWithTheSentenceOfTheRegistry() {
        directory.register("sums", ID, AT, Optional.empty());

        assertThatThrownBy(() -> directory.register("more-sums", ID, AT, Optional.empty()))
                .isInstanceOf(DirectoryException.class)
                .hasMessageStartingWith("Modules 'sums' and 'more-sums' both offer");
    }

    @Test
    void tellsListenersOnAThreadOfItsOwnUntilTheyGo() throws Exception {
        var told = new LinkedBlockingQueue<Thread>();
        Registration throwing = directory.listen(() -> {
            throw new IllegalStateException("a listener that fails");
        });
        Registration listening = directory.listen(() -> told.add(Thread.currentThread()));
        var teller = new Thread(this::tell);
        teller.start();
        try {
            directory.register("sums", ID, AT, Optional.empty());
            assertThat(told.poll(30, TimeUnit.SECONDS)).isSameAs(teller);
            listening.close();
            throwing.close();
            var last = new LinkedBlockingQueue<Thread>();
            directory.listen(() -> last.add(Thread.currentThread()));
            told.clear();

            directory.heartbeat("sums", ID);

            assertThat(last.poll(30, TimeUnit.SECONDS)).isSameAs(teller);
            assertThat(told).isEmpty();
        } finally {
            teller.interrupt();
            teller.join(30_000);
        }
        assertThat(teller.isAlive()).isFalse();
    }

    private void tell() {
        var never = (CancellationToken) Proxy.newProxyInstance(
                CancellationToken.class.getClassLoader(),
                new Class<?>[] {CancellationToken.class},
                (proxy, method, arguments) -> method.getName().equals("isCancelled") ? false : (Registration) () -> {});
        try {
            changes.tell(never);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

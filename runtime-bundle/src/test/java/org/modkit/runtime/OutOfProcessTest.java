// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleException;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.JournalEntry.Kind;
import org.modkit.api.status.ModuleState;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Modules that run in another process, and who starts those, in a real framework. */
class OutOfProcessTest {
    /** What a client of the module has, wherever that runs. */
    private interface Sums {
        int add(int a, int b);
    }

    @TempDir
    Path cache;

    private Host host;
    private final AtomicInteger made = new AtomicInteger();

    @BeforeEach
    void open() throws Exception {
        host = new Host(cache);
        host.elsewhere("sums", true).release();
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void nobodyTakesHoldOfItsObjectsAndWhoNeedsItFindsARemoteClient() throws Exception {
        spawner(new Spawner());
        offerSums();
        Script shop = host.script("shop");
        var sum = new CompletableFuture<Integer>();
        shop.on(
                "init",
                () -> sum.complete(shop.context.clients().get(Sums.class).add(1, 2)));
        Host.offer(host.bundle("shop"), "shop", shop, "sums");

        assertThat(host.status("shop").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(sum).isCompletedWithValue(3);
        assertThat(made).as("objects of the suppressed module").hasValue(0);
        assertThat(host.calls).containsExactly("spawn sums", "init shop", "start shop");

        host.elsewhere("sums", false);
        assertThat(host.status("sums").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(made).hasPositiveValue();
        assertThat(host.calls).containsSubsequence("close shop", "end sums", "init sums", "init shop");
        assertThat(host.status("shop").state()).isEqualTo(ModuleState.RUNNING);
    }

    @Test
    void whereItRunsIsSeen() throws Exception {
        spawner(new Spawner());
        offerSums();
        assertThat(host.status("sums").place()).isEqualTo("process 7");
        assertThat(host.runtime.why("sums")).contains("It runs in process 7.");
        assertThat(host.await("sums", Kind.PROCESS).text()).isEqualTo("Module 'sums' runs in process 7.");
    }

    @Test
    void thatItsRoutesAreNotServedIsSaid() throws Exception {
        spawner(new Spawner());
        Bundle bundle = host.bundle("sums");
        RestApiCapability routes = List::of;
        Host.register(bundle, routes, Host.properties("sums"), RestApiCapability.class);
        Host.offer(bundle, "sums", host.script("sums"));
        assertThat(host.status("sums").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.status("sums").reason())
                .startsWith("Module 'sums' runs in another process, where nobody serves its REST routes.");
    }

    @Test
    void itWaitsForWhoeverStartsProcesses() throws Exception {
        offerSums();
        assertThat(host.status("sums").state()).isEqualTo(ModuleState.WAITING);
        assertThat(host.status("sums").reason())
                .startsWith("Module 'sums' is to run out of process, but nothing here starts processes yet:");

        var registration = spawner(new Spawner());
        assertThat(host.status("sums").state()).isEqualTo(ModuleState.RUNNING);
        registration.unregister();
        assertThat(host.calls).as("when the service is gone").containsExactly("spawn sums", "end sums");
    }

    @Test
    void whatCannotBeStartedFailsWithTheSentenceOfItsHost() throws Exception {
        spawner(new Spawner() {
            @Override
            public void up(PhaseGuest guest) {
                throw new ModuleException("sums", "The program is not there. Install it.", null);
            }
        });
        offerSums();
        assertThat(host.status("sums").state()).isEqualTo(ModuleState.FAILED);
        assertThat(host.status("sums").reason()).contains("The program is not there. Install it. Then retry it");
    }

    @Test
    void whatIsGivenUpLaterFailsAndIsTriedAgainWhenSomebodyAsks() throws Exception {
        var spawner = new Spawner();
        spawner(spawner);
        offerSums();
        host.settled();
        spawner.guest.failed("Its process died 5 times. See its log.");
        host.await("sums", Kind.FAILED);
        assertThat(host.status("sums").state()).isEqualTo(ModuleState.FAILED);
        assertThat(host.status("sums").reason())
                .isEqualTo("Module 'sums' failed. Its process died 5 times. See its log. Then retry it or deploy a new"
                        + " version.");
        assertThat(host.status("sums").place()).isEmpty();

        assertThat(host.runtime.retry("sums").toCompletableFuture().get()).isTrue();
        assertThat(host.status("sums").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.calls).containsExactly("spawn sums", "end sums", "spawn sums");
    }

    /** A module whose objects are made when somebody takes hold of them. */
    private void offerSums() throws Exception {
        Bundle bundle = host.bundle("sums");
        Script script = host.script("sums");
        script.on("init", () -> script.context.clients().register(Sums.class, Integer::sum));
        var onDemand = new ServiceFactory<Object>() {
            @Override
            public Object getService(Bundle user, ServiceRegistration<Object> registration) {
                made.incrementAndGet();
                return script;
            }

            @Override
            public void ungetService(Bundle user, ServiceRegistration<Object> registration, Object service) {
                // It is nobody's own.
            }
        };
        Host.register(bundle, onDemand, Host.properties("sums"), ModkitModule.class, RunnableCapability.class);
    }

    private ServiceRegistration<?> spawner(Spawner spawner) throws Exception {
        var properties = new Hashtable<String, Object>();
        properties.put(PhaseHost.PHASE, "SPAWN");
        return Host.register(host.bundle("spawner"), spawner, properties, PhaseHost.class);
    }

    /** Plays a process. */
    private class Spawner implements PhaseHost {
        volatile PhaseGuest guest;

        @Override
        public void up(PhaseGuest module) {
            guest = module;
            host.calls.add("spawn " + module.context().moduleName());
            module.context().clients().register(Sums.class, Integer::sum);
            module.runsIn("process 7");
        }

        @Override
        public void down(PhaseGuest module) {
            host.calls.add("end " + module.context().moduleName());
        }
    }
}

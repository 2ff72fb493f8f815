// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModkitModule;
import org.modkit.api.capability.ApiGatewayCapability;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.spi.TrafficHost;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.Phase;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Hosts of phases and their guests, in a real framework. */
class HostsTest {
    @TempDir
    Path cache;

    private Host host;

    @BeforeEach
    void open() throws Exception {
        host = new Host(cache);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void aModuleIsTheHostWhileItRunsAndItsRestartRestartsNobody() throws Exception {
        host.release();
        guest("x");
        host.settled();
        gateway("web", host.script("web"));
        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.calls).containsExactly("init x", "init web", "start web", "mount x", "start x", "open x");
        host.calls.clear();

        assertThat(host.runtime.restart("web").toCompletableFuture().get()).isTrue();
        host.settled();
        assertThat(host.calls)
                .containsExactly(
                        "drain x", "unmount x", "stop web", "close web", "init web", "start web", "mount x", "open x");
        host.calls.clear();

        host.close();
        assertThat(host.calls).containsExactly("drain x", "stop x", "unmount x", "stop web", "close web", "close x");
    }

    @Test
    void guestsSayWhatIsWithTheirHost() throws Exception {
        host.release();
        Script web = host.script("web");
        web.on("start", () -> {
            throw new IllegalStateException("The port is taken");
        });
        gateway("web", web);
        guest("x");
        assertThat(host.status("x").reason())
                .startsWith(
                        "Module 'x' offers REST routes and waits for the REST host 'web', which failed. Module 'web'"
                                + " failed in START after ")
                .contains("The port is taken.");
        assertThat(host.runtime.why("web"))
                .as("the reason, said once, and the step it comes from")
                .filteredOn(line -> line.contains("failed in START"))
                .hasSize(2);

        web.on("start", () -> {});
        assertThat(host.runtime.retry("web").toCompletableFuture().get()).isTrue();
        assertThat(host.status("x").reason()).isEmpty();

        web.on("start", () -> {
            throw new IllegalStateException("The port is taken");
        });
        assertThat(host.runtime.restart("web").toCompletableFuture().get()).isTrue();
        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.status("x").reason())
                .startsWith("Module 'x' runs without its REST routes until the REST host 'web', which failed.");
    }

    @Test
    void aSecondHostSaysSoAndTakesOver() throws Exception {
        host.strict().release(); // Otherwise the first stops while the second is given the guest.
        var first = gateway("web", host.script("web"));
        guest("x");
        host.settled();
        gateway("other", host.script("other"));
        assertThat(host.status("other").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.status("other").reason())
                .isEqualTo(
                        "Module 'other' is a second REST host and has nothing to do. It takes over when the first one"
                                + " leaves.");
        host.calls.clear();

        first.unregister();
        assertThat(host.status("other").reason()).isEmpty();
        assertThat(host.calls).containsExactly("drain x", "unmount x", "stop web", "close web", "mount x", "open x");
    }

    /** It came by without a host, since a host that never ran needs it, and was given to another one only later. */
    @Test
    void whoWasGivenToItsHostWhileItRanIsClosedForRequestsBeforeItStops() throws Exception {
        host.strict().release();
        Script ill = host.script("ill").on("init", () -> {
            throw new IllegalStateException("no");
        });
        Bundle bundle = host.bundle("ill");
        Host.register(bundle, new RecordingGateway(), Host.properties("ill"), ApiGatewayCapability.class);
        Host.register(bundle, ill, Host.properties("ill", "login"), ModkitModule.class, RunnableCapability.class);
        guest("login");
        host.settled();
        gateway("web", host.script("web"));
        host.settled();
        host.calls.clear();

        assertThat(host.runtime.restart("login").toCompletableFuture().get()).isTrue();
        host.settled();
        assertThat(host.calls).startsWith("drain login", "stop login", "unmount login", "close login");
    }

    private void guest(String name) throws Exception {
        Bundle bundle = host.bundle(name);
        RestApiCapability routes = List::of;
        Host.register(bundle, routes, Host.properties(name), RestApiCapability.class);
        Host.offer(bundle, name, host.script(name));
    }

    private ServiceRegistration<?> gateway(String name, Script script) throws Exception {
        Bundle bundle = host.bundle(name);
        Host.register(bundle, new RecordingGateway(), Host.properties(name), ApiGatewayCapability.class);
        return Host.offer(bundle, name, script);
    }

    private final class RecordingGateway extends RecordingTrafficHost implements ApiGatewayCapability {}

    @Test
    void guestsWaitForTheirHostAndRunOnWhenItLeaves() throws Exception {
        host.release();
        Bundle bundle = host.bundle("x");
        Script script = host.script("x");
        RestApiCapability routes = List::of;
        Host.register(bundle, script, Host.properties("x"), ModkitModule.class, RunnableCapability.class);
        host.settled();
        Host.register(bundle, routes, Host.properties("x"), RestApiCapability.class);
        assertThat(host.status("x").reason())
                .isEqualTo("Module 'x' offers REST routes, but no module is a REST host. Install one or remove the"
                        + " routes.");
        assertThat(host.status("x").phase()).contains(Phase.POST_INIT);
        host.calls.clear();

        var properties = new Hashtable<String, Object>();
        properties.put(PhaseHost.PHASE, "REST");
        var rest = Host.register(host.bundle("rest"), new RecordingHost(), properties, PhaseHost.class);
        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        rest.unregister();

        assertThat(host.calls).containsExactly("mount x", "start x", "unmount x");
        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.status("x").reason())
                .isEqualTo("Module 'x' runs without its REST routes until a REST host is installed.");
        assertThat(script.run.cancellation().isCancelled()).isFalse();

        Host.register(host.bundle("rest2"), new RecordingHost(), properties, PhaseHost.class);
        assertThat(host.status("x").reason()).isEmpty();
        assertThat(host.calls).containsExactly("mount x", "start x", "unmount x", "mount x");
    }

    @Test
    void requestsComeLastAndGoFirst() throws Exception {
        host.release();
        var properties = new Hashtable<String, Object>();
        properties.put(PhaseHost.PHASE, "REST");
        Host.register(host.bundle("rest"), new RecordingTrafficHost(), properties, PhaseHost.class);
        Bundle bundle = host.bundle("x");
        RestApiCapability routes = List::of;
        Host.register(bundle, routes, Host.properties("x"), RestApiCapability.class);
        var core = Host.register(
                bundle, host.script("x"), Host.properties("x"), ModkitModule.class, RunnableCapability.class);
        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        core.unregister();

        assertThat(host.calls)
                .containsExactly("init x", "mount x", "start x", "open x", "drain x", "stop x", "unmount x", "close x");
    }

    /** A host that writes down when it lets requests in as well. */
    private class RecordingTrafficHost extends RecordingHost implements TrafficHost {
        @Override
        public void open(PhaseGuest guest) {
            host.calls.add("open " + guest.context().moduleName());
        }

        @Override
        public void close(PhaseGuest guest) {
            host.calls.add("drain " + guest.context().moduleName());
        }
    }

    /** A host that writes down whom it takes in and lets go. */
    private class RecordingHost implements PhaseHost {
        @Override
        public void up(PhaseGuest guest) {
            assertThat(guest.capability(RestApiCapability.class).resources()).isEmpty();
            host.calls.add("mount " + guest.context().moduleName());
        }

        @Override
        public void down(PhaseGuest guest) {
            host.calls.add("unmount " + guest.context().moduleName());
        }
    }
}

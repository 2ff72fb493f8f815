// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ConfigurationListener;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.RunnableCapability;
import org.modkit.api.status.JournalEntry;
import org.modkit.api.status.ModuleState;
import org.osgi.framework.Bundle;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** The whole line, from a service that is registered to a hook that is called, in a real framework. */
class RuntimeTest {
    @TempDir
    Path cache;

    private Host host;

    @BeforeEach
    void open() throws Exception {
        host = new Host(cache);
    }

    private static List<String> mirrored(List<String> up) {
        var down = new ArrayList<>(up);
        Collections.reverse(down);
        down.replaceAll(call -> call.replace("init ", "close ").replace("start ", "stop "));
        return down;
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void comesUpInOrderAndGoesDownInMirrorOrder() throws Exception {
        host.strict().release();
        Host.offer(host.bundle("b"), "b", host.script("b"), "a");
        assertThat(host.status("b").state()).isEqualTo(ModuleState.WAITING);
        assertThat(host.status("b").reason())
                .isEqualTo("Module 'b' waits for 'a', which no active bundle offers. Deploy a bundle that offers it.");
        Bundle a = host.bundle("a");
        Host.offer(a, "a", host.script("a"));
        assertThat(host.status("b").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.settled().ready()).isTrue();

        a.stop();

        assertThat(host.calls)
                .containsExactly("init a", "init b", "start a", "start b", "stop b", "stop a", "close b", "close a");
        assertThat(host.state("a")).isEmpty();
        assertThat(host.status("b").state()).isEqualTo(ModuleState.WAITING);
    }

    @Test
    void joinsCapabilitiesThatAreServicesOfTheirOwn() throws Exception {
        host.release();
        Bundle bundle = host.bundle("x");
        Script script = host.script("x");
        var core = Host.properties("x");
        core.put("modkit.capabilities", "stateful");
        Host.register(bundle, script, core, ModkitModule.class);
        assertThat(host.status("x").reason())
                .startsWith("Module 'x' declares the capability 'stateful', but no service of that type");

        Host.register(bundle, script, Host.properties("x"), RunnableCapability.class);

        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.calls).containsExactly("init x", "start x");
    }

    @Test
    void twinTakesOverWhenTheFirstLeaves() throws Exception {
        host.release();
        Bundle first = host.bundle("first");
        Host.offer(first, "x", host.script("x1"));
        host.settled();
        Host.offer(host.bundle("second"), "x", host.script("x2"));
        assertThat(host.settled().problems()).singleElement().asString().contains("first [", "second [");

        first.uninstall();

        assertThat(host.status("x").bundle().symbolicName()).isEqualTo("second");
        assertThat(host.settled().problems()).isEmpty();
        assertThat(host.calls).containsExactly("init x1", "start x1", "stop x1", "close x1", "init x2", "start x2");
    }

    @Test
    void frameworkStopTakesEverythingDownFirst() throws Exception {
        var states = new CopyOnWriteArrayList<Integer>();
        Bundle a = host.bundle("a");
        Bundle b = host.bundle("b");
        Host.offer(a, "a", host.script("a").on("close", () -> states.add(a.getState())));
        Host.offer(b, "b", host.script("b").on("close", () -> states.add(b.getState())), "a");
        host.strict().release().settled();
        var up = List.copyOf(host.calls);

        host.framework.stop();

        assertThat(host.calls.subList(up.size(), host.calls.size())).containsExactlyElementsOf(mirrored(up));
        assertThat(states).containsExactly(Bundle.ACTIVE, Bundle.ACTIVE);
    }

    @Test
    void everyEntryOfTheJournalHasACauseThatLeadsOutside() throws Exception {
        host.release();
        Host.offer(host.bundle("a"), "a", host.script("a"));
        Host.offer(host.bundle("b"), "b", host.script("b"), "a");
        host.settled();
        Host.offer(host.bundle("c"), "c", host.script("c"), "b");
        host.await("c", JournalEntry.Kind.RUNNING);

        var journal = host.runtime.journal(1000);

        assertThat(journal).allSatisfy(entry -> assertThat(entry.cause()).isLessThan(entry.seq()));
        assertThat(host.runtime.why("c"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Module 'c' is RUNNING since "),
                        line -> assertThat(line).isEqualTo("It needs 'b' (RUNNING)."),
                        line -> assertThat(line).isEqualTo("What led to it:"),
                        line -> assertThat(line).contains("Bundle c [", "offers module 'c'"),
                        line -> assertThat(line).contains("Module 'c' was initialized in "),
                        line -> assertThat(line).contains("Module 'c' started in "),
                        line -> assertThat(line).contains("Module 'c' is running."));
        assertThat(host.runtime.why("nobody"))
                .containsExactly("No active bundle offers a module named 'nobody'.", "Known modules: a, b, c.");
    }

    @Test
    void aChangeOfConfigurationRestartsTheModuleAndThoseThatNeedItUnlessItListens() throws Exception {
        host.release();
        Bundle bundle = host.bundle("all");
        Script quiet = host.script("quiet");
        Listening listening = new Listening();
        Host.offer(bundle, "quiet", quiet);
        Host.offer(bundle, "needs-quiet", host.script("needs-quiet"), "quiet");
        Host.register(bundle, listening, Host.properties("listening"), ModkitModule.class, ConfigurationListener.class);
        host.settled();
        host.calls.clear();

        host.configure("quiet", Map.of("greeting", "Hi"));
        host.configure("listening", Map.of("greeting", "Hello"));
        host.settled();

        assertThat(listening.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("Hello");
        assertThat(quiet.context.rawConfig()).isEqualTo(Map.of("greeting", "Hi"));
        assertThat(host.calls)
                .containsExactlyInAnyOrder(
                        "stop needs-quiet",
                        "stop quiet",
                        "close needs-quiet",
                        "close quiet",
                        "init quiet",
                        "init needs-quiet",
                        "start quiet",
                        "start needs-quiet");
    }

    private static final class Listening implements ModkitModule, ConfigurationListener {
        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

        @Override
        public void configurationChanged(ModuleContext context) {
            heard.add(context.rawConfig().get("greeting"));
        }
    }

    @Test
    void prototypeServicesGiveEveryIncarnationAFreshObject() throws Exception {
        host.release();
        var made = new CopyOnWriteArrayList<Script>();
        Bundle bundle = host.bundle("x");
        Host.register(bundle, new Factory(() -> host.script("x"), made), Host.properties("x"), ModkitModule.class);
        host.settled();
        assertThat(host.runtime.restart("x").toCompletableFuture().get()).isTrue();
        host.settled();
        assertThat(made).hasSize(2);
        assertThat(host.calls).containsExactly("init x", "close x", "init x");
    }

    private record Factory(Supplier<Script> maker, List<Script> made) implements PrototypeServiceFactory<Object> {
        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            Script script = maker.get();
            made.add(script);
            return script;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {}
    }

    @Test
    void failFastTakesEverythingDown() throws Exception {
        host.failFast().release();
        Bundle bundle = host.bundle("all");
        Host.offer(bundle, "good", host.script("good"));
        host.settled();
        Host.offer(bundle, "bad", host.script("bad").on("init", () -> {
            throw new IllegalStateException("no licence file");
        }));
        host.await(e -> e.kind() == JournalEntry.Kind.CLOSING);
        host.framework.awaitStop();
        assertThat(host.calls).contains("stop good", "close good", "close bad");
        assertThat(System.getProperty(Exit.CODE)).isEqualTo("1");
        System.clearProperty(Exit.CODE);
    }
}

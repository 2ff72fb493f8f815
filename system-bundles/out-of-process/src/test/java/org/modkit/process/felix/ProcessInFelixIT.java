// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModkitModule;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.api.directory.DirectoryClient;
import org.modkit.api.directory.InstanceState;
import org.modkit.api.grpc.GrpcEndpoint;
import org.modkit.api.spi.PhaseHost;
import org.modkit.grpc.client.RemoteClients;
import org.modkit.process.spawn.PlayedDirectory;
import org.modkit.process.spawn.PlayedGuest;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.snakeyaml.engine.v2.api.Load;

/** The packed bundle in a real framework, with real children. The test plays runtime, hub and directory. */
@Timeout(180)
class ProcessInFelixIT {
    private static final Map<String, String> PROGRAM = Map.of(
            "runtime.type", "oop",
            "runtime.execution.executable_path", "sh",
            "runtime.execution.args.0", "-c",
            "runtime.execution.args.1", "exec sleep 1000",
            "runtime.grace", "2s",
            "supervision.backoff", "50ms");

    @TempDir
    Path folder;

    private final PlayedDirectory directory = new PlayedDirectory().eager();
    private Felix felix;

    private void start(Map<String, String> properties, String packages) throws Exception {
        felix = Felix.start(folder.resolve("home"), properties, packages);
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        assertThat(children()).isEmpty();
        assertThat(directory.admitted).isEmpty();
    }

    /** All that lives below the data of this test. */
    private List<ProcessHandle> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> environment(each).contains(folder.toString()))
                .toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"));
        } catch (IOException e) {
            return "";
        }
    }

    private void hubAndDirectory() {
        context(GrpcEndpoint.class, endpoint("http://127.0.0.1:4711"));
        context(Admission.class, directory);
        context(DirectoryClient.class, directory);
    }

    private <T> ServiceRegistration<T> context(Class<T> type, T service) {
        return felix.context().registerService(type, service, null);
    }

    private static GrpcEndpoint endpoint(String uri) {
        return (GrpcEndpoint) Proxy.newProxyInstance(
                GrpcEndpoint.class.getClassLoader(),
                new Class<?>[] {GrpcEndpoint.class},
                (proxy, method, arguments) -> URI.create(uri));
    }

    private PhaseHost host() throws Exception {
        return felix.service(PhaseHost.class);
    }

    private ServiceReference<?> moduleOffered(String name) throws Exception {
        var found = new CountDownLatch(1);
        String filter = "(modkit.name=" + name + ")";
        felix.context().addServiceListener(event -> found.countDown(), filter);
        if (felix.context().getServiceReferences(ModkitModule.class, filter).isEmpty()) {
            assertThat(found.await(30, TimeUnit.SECONDS)).isTrue();
        }
        return felix.context()
                .getServiceReferences(ModkitModule.class, filter)
                .iterator()
                .next();
    }

    @Test
    void hostsThePhaseWhenChildrenCanBeLetInAndLeavesNothingWhenItStops() throws Exception {
        start(Map.of(), "");
        Bundle processes = felix.installProcesses();
        felix.configure("calc", PROGRAM);
        assertThat(felix.context().getServiceReference(PhaseHost.class)).isNull();
        hubAndDirectory();
        ServiceReference<PhaseHost> reference = felix.context().getServiceReference(PhaseHost.class);
        assertThat(reference.getProperty(PhaseHost.PHASE)).isEqualTo("SPAWN");
        assertThat(moduleOffered("calc").getBundle()).isEqualTo(processes);

        var guest = new PlayedGuest("calc", processes.getBundleId());
        host().up(guest);
        assertThat(directory.admitted).hasSize(1);
        List<ProcessHandle> before = children();
        assertThat(before).isNotEmpty();

        before.forEach(ProcessHandle::destroyForcibly);
        guest.await("1 restart, last exit: killed by SIGKILL");
        guest.await("trouble The child was ended from outside");
        guest.await("1 restart, last exit: killed by SIGKILL");

        // A runtime would take its modules down first; whatever happens, nothing is left.
        processes.stop();
        assertThat(children()).isEmpty();
        assertThat(directory.admitted).isEmpty();
        assertThat(felix.context().getServiceReferences(ModkitModule.class, "(modkit.name=calc)"))
                .isEmpty();
    }

    @Test
    void offersNoModuleThatABundleWillOffer() throws Exception {
        start(Map.of(), "");
        felix.installProcesses();
        felix.install(Felix.jar(
                folder.resolve("acme.jar"), Map.of("Provide-Capability", "modkit.module;modkit.module=calc")));
        felix.configure("calc", PROGRAM);
        felix.configure("ledger", Map.of("runtime.type", "remote"));

        moduleOffered("ledger");

        assertThat(felix.context().getServiceReferences(ModkitModule.class, "(modkit.name=calc)"))
                .isEmpty();
        assertThat(host()).as("needs no hub for one that runs elsewhere").isNotNull();
    }

    @Test
    void runsProgramsWithoutAHub() throws Exception {
        start(Map.of(), "");
        felix.installProcesses();
        var settings = new Hashtable<>(PROGRAM);
        settings.put("runtime.readiness", "started");
        felix.configure("calc", settings);

        var guest = new PlayedGuest("calc", 0);
        host().up(guest);

        assertThat(children()).isNotEmpty();
        host().down(guest);
        assertThat(children()).isEmpty();
    }

    @Test
    void publishesClientsAsLongAsThereIsWhoMakesThem() throws Exception {
        start(Map.of(), Felix.CLIENTS);
        felix.installProcesses();
        felix.configure("calc", PROGRAM);
        hubAndDirectory();
        var guest = new PlayedGuest("calc", 0);
        host().up(guest);
        var made = new CopyOnWriteArrayList<String>();
        RemoteClients clients = told -> {
            made.add("publish " + told.context().moduleName());
            return () -> made.add("withdraw");
        };

        var registration = context(RemoteClients.class, clients);
        assertThat(made).containsExactly("publish calc");
        registration.unregister();
        assertThat(made).containsExactly("publish calc", "withdraw");
        context(RemoteClients.class, clients);
        host().down(guest);

        assertThat(made).containsExactly("publish calc", "withdraw", "publish calc", "withdraw");
    }

    @Test
    void waitsForModulesThatOthersStart() throws Exception {
        start(Map.of("modkit.child.module", "calc"), "");
        felix.installProcesses();
        context(DirectoryClient.class, directory);
        felix.configure("ledger", Map.of("runtime.type", "remote", "runtime.ready_within", "20s"));
        moduleOffered("ledger");
        UUID id = UUID.randomUUID();
        Registration admitted = directory.admit(Set.of("ledger"), id, "t");
        var guest = new PlayedGuest("ledger", 0);
        host().up(guest);
        assertThat(guest.await("place instance")).isEqualTo("place instance " + id + " at http://127.0.0.1:9");

        directory.is(id, InstanceState.QUARANTINED);
        guest.await("trouble Module 'ledger' runs elsewhere, but at the moment");
        host().down(guest);
        admitted.close();
    }

    @Test
    void handsOurContainerTheBundlesOfTheModuleAndWhatTheyNeed() throws Exception {
        Path install = install();
        start(Map.of("modkit.install", install.toString(), "modkit.child.heartbeat", "1s"), "");
        felix.installProcesses();
        felix.install(Felix.jar(install.resolve("bundles/30/platform.jar"), Map.of("Export-Package", "platform")));
        felix.install(Felix.jar(folder.resolve("deploy/api.jar"), Map.of("Export-Package", "acme.api")));
        Path jar = Felix.jar(folder.resolve("tables.jar"), Map.of());
        Bundle tables = felix.context().installBundle("somewhere:tables", Files.newInputStream(jar));
        tables.start();
        Bundle calc = felix.install(Felix.jar(
                folder.resolve("deploy/calc.jar"), Map.of("Import-Package", "acme.api,platform,org.osgi.framework")));
        felix.install(Felix.jar(folder.resolve("deploy/stranger.jar"), Map.of("Import-Package", "acme.api")));
        offer(calc, "calc", "tables;version=1", "ledger", "mail;optional");
        offer(tables, "tables");
        offer(felix.context().getBundle(0), "ledger");
        felix.configure("ledger", Map.of("runtime.type", "oop"));
        felix.configure("tables", Map.of("config.depth", 3));
        felix.configure("mail", Map.of("config.password", "geheim"));
        felix.configure("calc", Map.of("runtime.type", "oop", "runtime.memory", "64m"));
        hubAndDirectory();
        var guest = new PlayedGuest("calc", calc.getBundleId());

        host().up(guest);

        String note = note();
        assertThat(note.lines().filter(line -> line.startsWith("bundle")))
                .containsExactlyInAnyOrder(
                        "bundle 0-api-0.0.0.jar", "bundle 1-tables-0.0.0.jar", "bundle 2-calc-0.0.0.jar");
        assertThat(note)
                .contains("ledger={runtime={type=remote}}", "tables={config={depth=3}}", "calc={")
                .contains("install " + install, "arguments []")
                .doesNotContain("mail")
                .doesNotContain("missing");
        assertThat(Long.parseLong(note.replaceAll("(?s).*heap (\\d+).*", "$1"))).isLessThan(80L << 20);
        host().down(guest);
        try (Stream<Path> left = Files.list(folder.resolve("home/data/calc/bundles"))) {
            assertThat(left).isEmpty();
        }
    }

    /** A folder such as a distribution has, with somebody else in the launcher's place. */
    private Path install() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("install/lib"));
        Files.copy(Path.of(System.getProperty("modkit.bundle")), lib.resolve("process.jar"));
        Path yaml = Path.of(
                Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.copy(yaml, lib.resolve("yaml.jar"));
        String main = "org/modkit/container/child/ChildMain.class";
        try (var jar = new JarOutputStream(Files.newOutputStream(lib.resolve("main.jar")));
                var code = getClass().getClassLoader().getResourceAsStream(main)) {
            jar.putNextEntry(new ZipEntry(main));
            code.transferTo(jar);
        }
        return lib.getParent();
    }

    private static void offer(Bundle bundle, String name, String... needs) {
        var properties = new Hashtable<String, Object>(Map.of("modkit.name", name, "modkit.requires", needs));
        bundle.getBundleContext().registerService(ModkitModule.class, new ModkitModule() {}, properties);
    }

    private String note() throws Exception {
        Path instances = folder.resolve("home/data/calc/instances");
        try (Stream<Path> all = Files.list(instances)) {
            Path note = all.findFirst().orElseThrow().resolve("work/note");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.exists(note) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return Files.readString(note);
        }
    }
}

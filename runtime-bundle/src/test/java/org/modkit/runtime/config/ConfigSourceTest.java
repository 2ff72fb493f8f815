// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.felix.cm.PersistenceManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.runtime.config.ModuleConfig.Presence;
import org.modkit.runtime.hub.TestFramework;
import org.modkit.runtime.plan.Policy;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;

/** The source over a real Configuration Admin that comes and goes. */
class ConfigSourceTest {
    private final BlockingQueue<RuntimeSettings> told = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path cache;

    private TestFramework framework;
    private ConfigSource source;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(cache, "org.osgi.service.cm;version=1.6.1");
        source = new ConfigSource(framework.context(), timer, told::add);
    }

    @AfterEach
    void stop() throws Exception {
        source.close();
        timer.shutdownNow();
        framework.stop();
        assertThat(told).isEmpty();
    }

    @Test
    void withoutConfigurationAdminTheDefaultsAreInForce() {
        assertThat(source.open()).isEqualTo(RuntimeSettings.standard());
    }

    @Test
    void firstValueHoldsWhatIsThereAlready() throws Exception {
        startAdmin();
        update("org.modkit.runtime", Map.of("lifecycle.order", "strict"));
        updateModule("greeter", Map.of("config.greeting", "Hi"));

        RuntimeSettings settings = source.open();

        assertThat(settings.policy().order()).isEqualTo(Policy.Order.STRICT);
        assertThat(settings.config("greeter")).isEqualTo(new ModuleConfig(Presence.SECTION, Map.of("greeting", "Hi")));
        assertThat(settings.problems()).isEmpty();
    }

    @Test
    void tellsOfConfigurationsThatComeChangeAndGo() throws Exception {
        startAdmin();
        source.open();
        Configuration greeter = updateModule("greeter", Map.of("required", "false"));
        assertThat(next().module("greeter").required()).isFalse();

        greeter.update(properties(Map.of("required", "true")));
        assertThat(next().module("greeter").required()).isTrue();

        greeter.delete();
        assertThat(next()).isEqualTo(RuntimeSettings.standard());
    }

    @Test
    void tellsABurstOnce() throws Exception {
        startAdmin();
        source.open();
        var held = new CountDownLatch(1);
        timer.execute(() -> await(held));
        for (int index = 0; index < 20; index++) {
            updateModule("m" + index, Map.of("required", false));
        }
        held.countDown();

        assertThat(next().modules()).hasSize(20);
    }

    @Test
    void keepsQuietAboutOthersConfigurationsAndEqualOnes() throws Exception {
        startAdmin();
        Configuration greeter = updateModule("greeter", Map.of("required", "false"));
        source.open();
        update("org.acme.other", Map.of("a", 1));
        greeter.update(properties(Map.of("required", "false")));
        updateModule("marker", Map.of("required", false));

        assertThat(next().modules()).containsOnlyKeys("greeter", "marker");
    }

    @Test
    void whatWasSaidLastStaysInForceWhileConfigurationAdminIsAway() throws Exception {
        source.open();
        Bundle admin = startAdmin();
        updateModule("greeter", Map.of("required", false));
        assertThat(next().modules()).containsOnlyKeys("greeter");

        admin.stop();
        admin.start();
        updateModule("second", Map.of("required", false));

        assertThat(next().modules()).containsOnlyKeys("greeter", "second");
    }

    /** Karaf fills in placeholders with a configuration plugin. */
    @Test
    void readsWhatConfigurationPluginsFillIn() throws Exception {
        startAdmin();
        ConfigurationPlugin plugin = (reference, properties) -> properties.put("config.greeting", "filled in");
        framework.context().registerService(ConfigurationPlugin.class, plugin, null);
        updateModule("greeter", Map.of("config.greeting", "$[env:GREETING]"));

        assertThat(source.open().config("greeter").section()).containsEntry("greeting", "filled in");
    }

    @Test
    void readsConfigurationsThatAreBoundToAnotherBundle() throws Exception {
        startAdmin();
        Configuration greeter = updateModule("greeter", Map.of("required", false));
        greeter.setBundleLocation("elsewhere");

        assertThat(source.open().modules()).containsOnlyKeys("greeter");
    }

    /** The bundle resolves where no bundle exports the package of Configuration Admin. */
    @Test
    void worksWhereTheClassesOfConfigurationAdminAreAbsent() throws Exception {
        try (var loader = new WithoutAdmin()) {
            Class<?> type = loader.loadClass(ConfigSource.class.getName());
            Object source = type.getConstructor(BundleContext.class, ScheduledExecutorService.class, Consumer.class)
                    .newInstance(framework.context(), timer, (Consumer<Object>) settings -> {});

            assertThat(type.getMethod("open").invoke(source))
                    .hasToString(RuntimeSettings.standard().toString());
            type.getMethod("close").invoke(source);
        }
    }

    /** Loads this room anew, and nothing of Configuration Admin. */
    private static final class WithoutAdmin extends URLClassLoader {
        WithoutAdmin() {
            super(new URL[0], ConfigSourceTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.osgi.service.cm.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith(ConfigSource.class.getPackageName() + ".") && findLoadedClass(name) == null
                    ? define(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failed) {
                throw new ClassNotFoundException(name, failed);
            }
        }
    }

    private Bundle startAdmin() throws Exception {
        Path jar = Path.of(PersistenceManager.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (InputStream content = Files.newInputStream(jar)) {
            Bundle bundle = framework.context().installBundle("test:configadmin", content);
            bundle.start();
            return bundle;
        }
    }

    private ConfigurationAdmin admin() {
        BundleContext context = framework.context();
        return context.getService(context.getServiceReference(ConfigurationAdmin.class));
    }

    private void update(String pid, Map<String, Object> properties) throws IOException {
        admin().getConfiguration(pid, "?").update(properties(properties));
    }

    private Configuration updateModule(String module, Map<String, Object> properties) throws IOException {
        Configuration configuration = admin().getFactoryConfiguration("org.modkit.module", module, "?");
        configuration.update(properties(properties));
        return configuration;
    }

    private static Dictionary<String, Object> properties(Map<String, Object> properties) {
        return new Hashtable<>(properties);
    }

    private RuntimeSettings next() throws InterruptedException {
        RuntimeSettings settings = told.poll(30, TimeUnit.SECONDS);
        assertThat(settings).isNotNull();
        return settings;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

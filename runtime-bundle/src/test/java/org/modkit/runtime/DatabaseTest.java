// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleDatabaseException;
import org.modkit.api.capability.DatabaseCapability;
import org.modkit.api.spi.DatabaseHost;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.JournalEntry.Kind;
import org.modkit.api.status.ModuleState;
import org.osgi.framework.ServiceRegistration;

/** Modules have databases as long as they live, if there is a host that opens them. */
class DatabaseTest {
    private static final DataSource NO_SOURCE = (DataSource) java.lang.reflect.Proxy.newProxyInstance(
            DatabaseTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> null);

    @TempDir
    private Path cache;

    private Host host;
    private final RecordingHost databases = new RecordingHost();

    @BeforeEach
    void start() throws Exception {
        host = new Host(cache).release();
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    /** Writes down what it is asked to do. */
    private final class RecordingHost implements DatabaseHost {
        final Map<String, PhaseGuest> guests = new HashMap<>();
        volatile RuntimeException refusal;
        volatile boolean configured = true;

        @Override
        public void up(PhaseGuest guest) {
            host.calls.add("migrate " + guest.context().moduleName());
            guests.put(guest.context().moduleName(), guest);
        }

        @Override
        public void down(PhaseGuest guest) {
            host.calls.add("leave " + guest.context().moduleName());
        }

        @Override
        public Optional<DataSource> open(PhaseGuest guest) {
            host.calls.add("open " + guest.context().moduleName());
            if (refusal != null) {
                throw refusal;
            }
            return configured ? Optional.of(NO_SOURCE) : Optional.empty();
        }

        @Override
        public void close(PhaseGuest guest) {
            host.calls.add("close database of " + guest.context().moduleName());
        }
    }

    private ServiceRegistration<?> arrive() throws Exception {
        var properties = new Hashtable<String, Object>();
        properties.put(PhaseHost.PHASE, "DATABASE");
        return Host.register(host.bundle("databases"), databases, properties, PhaseHost.class);
    }

    private ServiceRegistration<?> offerWithMigrations(Script script, String name) throws Exception {
        var bundle = host.bundle(name);
        DatabaseCapability log = () -> "db/changelog.yaml";
        Host.register(bundle, log, Host.properties(name), DatabaseCapability.class);
        return Host.register(bundle, script, Host.properties(name), ModkitModule.class);
    }

    @Test
    void migratesBeforeInitAndClosesTheDatabaseAfterClose() throws Exception {
        arrive();
        Script script = host.script("x");
        script.on("init", () -> {
            assertThat(script.context.database()).containsSame(NO_SOURCE);
            assertThat(script.context.databaseRequired()).isSameAs(NO_SOURCE);
        });
        var core = offerWithMigrations(script, "x");
        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        core.unregister();

        assertThat(host.calls)
                .containsExactly("migrate x", "init x", "open x", "close x", "leave x", "close database of x");
        assertThatThrownBy(script.context::database)
                .isInstanceOf(ModuleDatabaseException.class)
                .hasMessage("Module 'x' is down and has no database any more. Ask the context of its next init.");
    }

    @Test
    void aModuleThatNeverAsksHasNothingOpened() throws Exception {
        arrive();
        Host.offer(host.bundle("x"), "x", host.script("x")).unregister();

        assertThat(host.calls).noneMatch(call -> call.contains("open") || call.contains("database"));
    }

    @Test
    void withoutAHostThereIsNoDatabaseAndTheSentenceSaysWhatToInstall() throws Exception {
        Script script = host.script("x");
        Host.offer(host.bundle("x"), "x", script);
        host.settled();

        assertThat(script.context.database()).isEmpty();
        assertThatThrownBy(script.context::databaseRequired)
                .isInstanceOf(ModuleDatabaseException.class)
                .hasMessage("Module 'x' requires a database, but no bundle that provides databases is active. Install"
                        + " 'org.modkit.database'.");
        arrive();
        assertThat(script.context.database()).containsSame(NO_SOURCE);
    }

    @Test
    void aModuleWithoutConfigurationHasNoDatabaseAndTheSentenceSaysWhatToWrite() throws Exception {
        arrive();
        databases.configured = false;
        Script script = host.script("x");
        Host.offer(host.bundle("x"), "x", script);
        host.settled();

        assertThat(script.context.database()).isEmpty();
        assertThatThrownBy(script.context::databaseRequired)
                .hasMessage("Module 'x' requires a database, but none is configured for it. Add 'modules.x.database' or"
                        + " 'database.default'.");
    }

    @Test
    void whatFailedToOpenMayBeAskedForAgain() throws Exception {
        arrive();
        Script script = host.script("x");
        Host.offer(host.bundle("x"), "x", script);
        host.settled();
        databases.refusal = new ModuleDatabaseException("x", "It can't be reached.", null);

        assertThatThrownBy(script.context::database).isSameAs(databases.refusal);
        databases.refusal = null;
        assertThat(script.context.database()).containsSame(NO_SOURCE);
    }

    @Test
    void troubleIsShownWithARunningModuleAndToldOnce() throws Exception {
        arrive();
        Script script = host.script("x");
        offerWithMigrations(script, "x");
        assertThat(host.status("x").reason()).isEmpty();
        PhaseGuest guest = databases.guests.get("x");

        guest.trouble("Module 'x' can't reach its database.");
        guest.trouble("Module 'x' can't reach its database.");
        host.await(e -> e.kind() == Kind.TROUBLE && e.text().contains("can't reach"));

        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.status("x").reason()).isEqualTo("Module 'x' can't reach its database.");
        assertThat(host.runtime.why("x")).contains("Module 'x' can't reach its database.");
        assertThat(host.settled().ready()).isTrue();

        guest.trouble("");
        host.await(e -> e.kind() == Kind.TROUBLE && e.text().equals("All is well again with module 'x'."));
        assertThat(host.status("x").reason()).isEmpty();
        assertThat(host.runtime.journal(1_000).stream().filter(e -> e.kind() == Kind.TROUBLE))
                .hasSize(2);
    }

    @Test
    void troubleEndsWithTheIncarnation() throws Exception {
        arrive();
        var failing = new AtomicReference<>(true);
        Script script = host.script("x").on("init", () -> {
            databases.guests.get("x").trouble("Module 'x' can't reach its database.");
            if (failing.getAndSet(false)) {
                throw new IllegalStateException("no database to work with");
            }
        });
        offerWithMigrations(script, "x");
        assertThat(host.status("x").state()).isEqualTo(ModuleState.FAILED);
        PhaseGuest last = databases.guests.get("x");
        script.on("init", () -> {});
        host.runtime.retry("x");

        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        last.trouble("Nobody is to hear this.");
        assertThat(host.status("x").reason()).isEmpty();
    }

    @Test
    void aChangeOfItsDatabaseRestartsAModule() throws Exception {
        Host.offer(host.bundle("x"), "x", host.script("x"));
        host.settled();
        host.calls.clear();

        host.configureDatabase("x", Map.of("database.server", "main"));
        host.await(e -> e.text().equals("The configuration of the database of module 'x' changed."));

        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.calls).containsExactly("stop x", "close x", "init x", "start x");
    }
}

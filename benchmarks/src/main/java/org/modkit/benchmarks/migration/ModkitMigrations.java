// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.migration;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.benchmarks.contender.EmbeddedFelix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The whole of ours: runtime and database bundle in a framework, and a bundle for each module with its change log inside.
 *
 * <p>Measured from the start of the first module's bundle until {@code settled()}, so the modules' other phases are in it
 * as well. One framework lasts for all runs, since Liquibase is loaded with the bundle it lies in.
 */
public final class ModkitMigrations implements Migrating {
    private static final long PATIENCE_SECONDS = 300;

    private final ChangeLogs logs;
    private final boolean withDatabases;
    private final List<Bundle> modules = new ArrayList<>();
    private EmbeddedFelix felix;
    private ModkitRuntime runtime;

    /**
     * Makes it.
     *
     * @param logs what is to be applied
     * @param withDatabases false to measure the same modules without change logs
     */
    public ModkitMigrations(ChangeLogs logs, boolean withDatabases) {
        this.logs = logs;
        this.withDatabases = withDatabases;
    }

    @Override
    public String name() {
        return withDatabases ? "ModKit" : "ModKit, no databases";
    }

    @Override
    public void fresh(Homes home) throws Exception {
        if (felix == null) {
            start(home);
        }
    }

    private void start(Homes home) throws Exception {
        felix = EmbeddedFelix.start(Map.of("modkit.home", home.folder().toString()));
        felix.install("org.apache.felix.configadmin").start();
        felix.install("org.osgi.service.jdbc");
        felix.install("com.h2database").start();
        configure(felix.service(ConfigurationAdmin.class));
        felix.install("org.modkit.runtime").start();
        felix.install("org.modkit.database").start();
        runtime = felix.service(ModkitRuntime.class);
        for (int module = 0; module < logs.modules(); module++) {
            String name = ChangeLogs.name(module);
            modules.add(felix.context()
                    .installBundle("module:" + name, ModuleBundle.of(name, withDatabases ? logs.yaml() : "")));
        }
    }

    private static void configure(ConfigurationAdmin admin) throws Exception {
        var database = new Hashtable<String, Object>();
        database.put("default", "embedded");
        database.put("servers.embedded.engine", "h2");
        admin.getConfiguration("org.modkit.database", "?").update(database);
    }

    @Override
    public void migrate() throws Exception {
        for (Bundle module : modules) {
            module.start();
        }
        runtime.settled().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        List<ModuleStatus> all = runtime.status().modules();
        if (all.size() != logs.modules() || !all.stream().allMatch(one -> one.state() == ModuleState.RUNNING)) {
            throw new IllegalStateException("Expected " + logs.modules() + " running modules, but found " + all);
        }
    }

    @Override
    public void down() throws BundleException {
        for (Bundle module : modules) {
            module.stop();
        }
    }

    @Override
    public void close() throws Exception {
        modules.clear();
        if (felix != null) {
            felix.close();
            felix = null;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.modkit.api.database.Databases;
import org.modkit.api.database.MigrationPlan;
import org.modkit.api.database.MigrationReport;
import org.modkit.api.database.MigrationStatus;
import org.modkit.api.database.PoolStatus;
import org.modkit.configuration.database.DatabaseSettings;
import org.modkit.configuration.database.Resolution;
import org.modkit.configuration.database.Resolver;
import org.modkit.database.ModuleDatabases.Surroundings;
import org.modkit.database.migrate.Migrator;
import org.modkit.database.pool.Faults;
import org.modkit.database.pool.Pools;
import org.modkit.database.pool.UnopenableException;

/** Answers operators. What they ask is answered with the configuration of this moment. */
final class OperatorsView implements Databases {
    private final ModuleDatabases databases;
    private final Surroundings surroundings;
    private final Migrations migrations;
    private final Migrator migrator;
    private final Pools pools;

    OperatorsView(
            ModuleDatabases databases,
            Surroundings surroundings,
            Migrations migrations,
            Migrator migrator,
            Pools pools) {
        this.databases = databases;
        this.surroundings = surroundings;
        this.migrations = migrations;
        this.migrator = migrator;
        this.pools = pools;
    }

    /** Something to ask of a database that can be reached. */
    private interface Question<T> {
        T ask(KnownModule module, DatabaseSettings settings) throws SQLException, UnopenableException;
    }

    @Override
    public List<MigrationReport> reports() {
        return databases.reports();
    }

    @Override
    public List<MigrationStatus> status() {
        Resolver resolver = surroundings.resolver();
        return each(
                resolver,
                (module, settings) -> module.changeLog().isEmpty()
                        ? status(module.name(), settings.shown(), "")
                        : migrator.status(module.log(), migrations.view(settings, resolver.lockWait())),
                (module, problem) -> status(module.name(), shown(resolver, module), problem));
    }

    @Override
    public List<MigrationPlan> plan() {
        Resolver resolver = surroundings.resolver();
        return each(
                resolver,
                (module, settings) -> module.changeLog().isEmpty()
                        ? plan(module.name(), settings.shown(), "")
                        : migrator.plan(module.log(), migrations.view(settings, resolver.lockWait())),
                (module, problem) -> plan(module.name(), shown(resolver, module), problem));
    }

    private static MigrationStatus status(String module, String database, String problem) {
        return new MigrationStatus(module, database, List.of(), List.of(), List.of(), "", problem);
    }

    private static MigrationPlan plan(String module, String database, String problem) {
        return new MigrationPlan(module, database, List.of(), "", problem);
    }

    private String shown(Resolver resolver, KnownModule module) {
        return resolved(resolver, module.name())
                .settings()
                .map(DatabaseSettings::shown)
                .orElse("");
    }

    private Resolution resolved(Resolver resolver, String module) {
        return resolver.resolve(module, surroundings.module(module));
    }

    private <T> List<T> each(Resolver resolver, Question<T> question, BiFunction<KnownModule, String, T> otherwise) {
        Function<KnownModule, T> answer = module -> {
            Resolution resolution = resolved(resolver, module.name());
            if (resolution.settings().isEmpty()) {
                return otherwise.apply(module, why(module.name(), resolution));
            }
            DatabaseSettings settings = resolution.settings().get();
            try {
                return question.ask(module, settings);
            } catch (UnopenableException e) {
                return otherwise.apply(module, e.getMessage());
            } catch (SQLException e) {
                return otherwise.apply(
                        module,
                        Faults.opening(settings, settings.migration(), e).getMessage());
            }
        };
        return databases.known().stream().map(answer).toList();
    }

    private static String why(String module, Resolution resolution) {
        return resolution.problems().isEmpty()
                ? ModuleDatabases.unconfigured(module)
                : ModuleDatabases.misconfigured(module, resolution);
    }

    @Override
    public String releaseLock(String module) {
        Resolver resolver = surroundings.resolver();
        Resolution resolution = resolved(resolver, module);
        DatabaseSettings settings = resolution
                .settings()
                .orElseThrow(() -> new IllegalArgumentException(
                        resolution.problems().isEmpty()
                                ? "No database is configured for module '" + module + "'. Correct the name, or add"
                                        + " 'modules." + module + ".database'."
                                : ModuleDatabases.misconfigured(module, resolution)));
        try {
            return migrator.releaseLock(module, migrations.view(settings, resolver.lockWait()));
        } catch (UnopenableException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    Faults.opening(settings, settings.migration(), e).getMessage(), e);
        }
    }

    @Override
    public List<PoolStatus> pools() {
        return pools.statuses();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.modkit.api.client.ClientHub;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything the runtime offers one incarnation of one module.
 *
 * <p>Safe for use by any thread, valid until the module's {@link ModkitModule#close()} has returned.
 */
@ProviderType
public interface ModuleContext {
    /**
     * Returns the name of the module this context belongs to.
     *
     * @return the name, kebab-case
     */
    String moduleName();

    /**
     * Returns the id of this process, the same for all modules and new at every start of the container.
     *
     * @return a random id
     */
    UUID instanceId();

    /**
     * Reads the module's {@code config} section leniently.
     *
     * <p>An absent section is as good as an empty one: components of a record that are absent are {@code null}, zero or
     * false, and its compact constructor may put defaults in their place.
     *
     * @param type a record or a bean with a public no-argument constructor
     * @param <T> the configuration's type
     * @return a new value
     * @throws ModuleConfigException if the section is present but does not fit {@code type}, unknown keys included
     */
    <T> T config(Class<T> type);

    /**
     * Reads the module's {@code config} section strictly: it must be there.
     *
     * @param type a record or a bean with a public no-argument constructor
     * @param <T> the configuration's type
     * @return a new value
     * @throws ModuleConfigException if the module is not configured, has no section, or it does not fit {@code type}
     */
    <T> T requiredConfig(Class<T> type);

    /**
     * Returns the module's {@code config} section as it was written.
     *
     * @return an unmodifiable tree of maps, lists, strings, numbers and booleans; empty if there is none
     */
    Map<String, Object> rawConfig();

    /**
     * Returns the hub through which modules find each other's clients.
     *
     * <p>What is registered through it belongs to this module and vanishes with it.
     *
     * @return this module's view of the hub
     */
    ClientHub clients();

    /**
     * Returns the module's database, opened when this is first called.
     *
     * @return a pooled data source for this module alone, closed when the module is down; empty if no database is
     *     configured for it or no bundle provides databases
     * @throws ModuleDatabaseException if its database is configured wrongly or can't be opened
     */
    Optional<DataSource> database();

    /**
     * Returns the module's database, which must be there.
     *
     * @return the same as {@link #database()}
     * @throws ModuleDatabaseException if there is none; its message says what to do
     */
    DataSource databaseRequired();

    /**
     * Returns the token that is cancelled right before this module's {@link ModkitModule#close()}, and while its
     * {@code init} runs if the module is to go down again.
     *
     * <p>Modules that need this one are closed by then. What {@code start} begins is told earlier, by the token of its
     * {@link org.modkit.api.capability.RunContext}.
     *
     * @return the token that holds from one init to its close
     */
    CancellationToken cancellation();
}

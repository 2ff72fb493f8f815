// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.modkit.api.ModuleConfigException;
import org.modkit.api.ModuleConfigException.Kind;

/**
 * A module's configuration as {@link org.modkit.api.ModuleContext} shows it. Immutable; any thread may use it.
 *
 * <p>The type may come from any class loader: nothing about it is kept after the call, so it can be collected with its
 * bundle.
 */
public final class ConfigBinder {
    private final String module;
    private final ModuleConfig config;

    /**
     * Creates a binder.
     *
     * @param module the module's name, for messages
     * @param config what the configuration holds of it
     */
    public ConfigBinder(String module, ModuleConfig config) {
        this.module = module;
        this.config = config;
    }

    /**
     * Reads the section leniently; see {@link org.modkit.api.ModuleContext#config}.
     *
     * @param type a record or a bean
     * @param <T> the type
     * @return a new value; as if from an empty section if there is none
     * @throws ModuleConfigException if there is a section that does not fit
     */
    public <T> T lenient(Class<T> type) {
        if (config.presence() == ModuleConfig.Presence.NOT_A_MAP) {
            throw new ModuleConfigException(module, Kind.INVALID_STRUCTURE, null, null);
        }
        return bind(type);
    }

    /**
     * Reads the section strictly; see {@link org.modkit.api.ModuleContext#requiredConfig}.
     *
     * @param type a record or a bean
     * @param <T> the type
     * @return a new value
     * @throws ModuleConfigException if there is no section, or it does not fit
     */
    public <T> T required(Class<T> type) {
        return switch (config.presence()) {
            case NONE -> throw new ModuleConfigException(module, Kind.MODULE_NOT_FOUND, null, null);
            case NOT_A_MAP -> throw new ModuleConfigException(module, Kind.INVALID_STRUCTURE, null, null);
            case NO_SECTION -> throw new ModuleConfigException(module, Kind.MISSING_SECTION, null, null);
            case SECTION -> bind(type);
        };
    }

    /**
     * Returns the section as it was written.
     *
     * @return an unmodifiable tree; empty if there is none
     */
    public Map<String, Object> raw() {
        return config.section();
    }

    private <T> T bind(Class<T> type) {
        JsonMapper mapper = Binding.mapper();
        // Unknown keys before anything else: a misspelled key is why a constructor misses its value.
        List<String> unknown = new UnknownKeys(mapper).in(config.section(), type);
        if (!unknown.isEmpty()) {
            throw invalid(String.join("; ", unknown), null);
        }
        try {
            JsonNode tree = mapper.valueToTree(config.section());
            return mapper.readerFor(type).readValue(tree);
        } catch (JacksonException misfit) {
            var complaint = new Complaint(misfit, config.section());
            throw invalid(complaint.finding(), complaint.cause());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ModuleConfigException invalid(String finding, Throwable cause) {
        return new ModuleConfigException(module, Kind.INVALID_CONFIG, finding, cause);
    }
}

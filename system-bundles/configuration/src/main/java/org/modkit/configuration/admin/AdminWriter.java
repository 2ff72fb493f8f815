// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Configuration Admin equal to what is wanted. Touches nothing but what it made itself. */
final class AdminWriter {
    /** Tells our configurations from others', and people where to look; the dot keeps it from being taken for a setting. */
    static final String SOURCE = ".modkit.source";

    private static final Logger LOG = LoggerFactory.getLogger(AdminWriter.class);
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;
    private final String source;

    AdminWriter(ConfigurationAdmin admin, String source) {
        this.admin = admin;
        this.source = source;
    }

    /** Writes what differs, deletes what is not wanted any more, and returns the PIDs of both. */
    List<String> write(SortedMap<String, ? extends SortedMap<String, ?>> wanted) throws IOException {
        Map<String, Configuration> existing = existing();
        var changed = new ArrayList<String>();
        for (var entry : wanted.entrySet()) {
            if (write(entry.getKey(), entry.getValue(), Optional.ofNullable(existing.get(entry.getKey())))) {
                changed.add(entry.getKey());
            }
        }
        for (var entry : existing.entrySet()) {
            if (isOurs(entry.getValue()) && !wanted.containsKey(entry.getKey())) {
                entry.getValue().delete();
                changed.add(entry.getKey());
            }
        }
        return changed;
    }

    /** Tells whether a configuration is there and ours. */
    boolean owns(String pid) throws IOException {
        Configuration there = existing().get(pid);
        return there != null && isOurs(there);
    }

    private boolean write(String pid, Map<String, ?> values, Optional<Configuration> there) throws IOException {
        if (there.isPresent() && !isOurs(there.get())) {
            LOG.warn(
                    "Configuration '{}' was made by somebody else, so what {} says of it is not used."
                            + " Delete that configuration or this section.",
                    pid,
                    source);
            return false;
        }
        Dictionary<String, Object> properties = new Hashtable<>(values);
        properties.put(SOURCE, source);
        Configuration configuration = there.isPresent() ? there.get() : create(pid);
        return configuration.updateIfDifferent(properties);
    }

    private Configuration create(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(pid, ANY_LOCATION)
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANY_LOCATION);
    }

    private static boolean isOurs(Configuration configuration) {
        Dictionary<String, Object> properties = configuration.getProperties();
        return properties != null && properties.get(SOURCE) != null;
    }

    private Map<String, Configuration> existing() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(null);
            var byPid = new TreeMap<String, Configuration>();
            Arrays.stream(found == null ? new Configuration[0] : found).forEach(c -> byPid.put(c.getPid(), c));
            return byPid;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter was given, so none can be wrong.", e);
        }
    }
}

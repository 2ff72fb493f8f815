// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import javax.sql.DataSource;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.capability.DatabaseCapability;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A module with a change log, as the headers of its bundle say; runs in the container, so it uses nothing of the tests. */
public final class MigratingModule implements BundleActivator, ModkitModule, DatabaseCapability {
    private static final Logger LOG = LoggerFactory.getLogger(MigratingModule.class);

    private final List<Connection> kept = new ArrayList<>();
    private String name;
    private String changeLog;
    private String use;

    @Override
    public void start(BundleContext context) {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        name = headers.get("Test-Module");
        changeLog = headers.get("Test-Change-Log");
        use = headers.get("Test-Use");
        var properties = new Hashtable<String, Object>();
        properties.put("modkit.module", name);
        String needs = headers.get("Test-Requires");
        properties.put("modkit.requires", needs.isEmpty() ? new String[0] : needs.split(","));
        context.registerService(
                new String[] {ModkitModule.class.getName(), DatabaseCapability.class.getName()}, this, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }

    @Override
    public String changeLog() {
        return changeLog;
    }

    /** Uses its database as it was told: not at all, once, until nothing is left, or without giving back. */
    @Override
    public void init(ModuleContext context) throws SQLException {
        switch (use) {
            case "once" -> {
                try (Connection connection = context.databaseRequired().getConnection()) {
                    var data = connection.getMetaData();
                    LOG.info("Module {} uses {} as {}.", name, data.getURL(), data.getUserName());
                }
            }
            case "leak" -> kept.add(context.databaseRequired().getConnection());
            case "all" -> takeAll(context.databaseRequired());
            default -> LOG.info("Module {} does not use its database.", name);
        }
    }

    private void takeAll(DataSource database) throws SQLException {
        try {
            while (true) {
                kept.add(database.getConnection());
            }
        } finally {
            for (Connection connection : kept) {
                connection.close();
            }
        }
    }
}

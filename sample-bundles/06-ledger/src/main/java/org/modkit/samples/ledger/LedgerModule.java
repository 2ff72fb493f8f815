// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger;

import java.sql.SQLException;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.DatabaseCapability;
import org.modkit.samples.ledger.api.LedgerClient;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays for a coffee at each start, and tells what all of them have cost. Other modules use the ledger through its client.
 *
 * <p>The change log in this bundle is applied before {@code init}: its tables are there then, or the module is FAILED
 * and says which change set was the matter. Where the database is, and with whose rights it is migrated, is for the
 * operator to say.
 */
@Component
@ModuleDefinition(name = "ledger")
public final class LedgerModule implements ModkitModule, DatabaseCapability {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerModule.class);

    @Override
    public String changeLog() {
        return "db/changelog.yaml";
    }

    @Override
    public void init(ModuleContext context) throws SQLException {
        var ledger = new Ledger(context.databaseRequired());
        ledger.move("1000", "2000", 250, "one to start with");
        LOG.info("Coffee has cost {} cents so far.", ledger.balance("2000"));
        context.clients().register(LedgerClient.class, new Clerk(ledger));
    }
}

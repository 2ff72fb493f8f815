// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.rest;

import java.util.Collection;
import java.util.List;
import org.modkit.api.ModkitModule;
import org.modkit.api.ModuleContext;
import org.modkit.api.ModuleDefinition;
import org.modkit.api.capability.RestApiCapability;
import org.modkit.samples.ledger.api.LedgerClient;
import org.osgi.service.component.annotations.Component;

/**
 * Offers by REST what the module {@code ledger} can do.
 *
 * <p>It needs the ledger, so it is restarted when that is replaced, and may keep the client from one {@code init} to the
 * next. Requests that come meanwhile wait at the gateway.
 */
@Component
@ModuleDefinition(name = "ledger-rest", requires = "ledger")
public final class LedgerRestModule implements ModkitModule, RestApiCapability {
    private volatile LedgerClient ledger;

    @Override
    public void init(ModuleContext context) {
        ledger = context.clients().get(LedgerClient.class);
    }

    @Override
    public Collection<Object> resources() {
        return List.of(new Accounts(ledger), new Bookings(ledger), new LedgerProblems());
    }
}

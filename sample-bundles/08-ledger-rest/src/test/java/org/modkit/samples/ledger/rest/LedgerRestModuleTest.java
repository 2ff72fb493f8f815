// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHub;
import org.modkit.samples.ledger.api.Account;
import org.modkit.samples.ledger.api.Entry;
import org.modkit.samples.ledger.api.LedgerClient;
import org.modkit.samples.ledger.api.LedgerException;
import org.modkit.samples.ledger.api.LedgerException.Reason;
import org.modkit.samples.ledger.rest.Accounts.NewAccount;
import org.modkit.samples.ledger.rest.Bookings.Booking;

class LedgerRestModuleTest {
    private final LedgerClient ledger = mock();

    @Test
    void takesTheLedgerFromTheHub() {
        ClientHub hub = mock();
        ModuleContext context = mock();
        when(context.clients()).thenReturn(hub);
        when(hub.get(LedgerClient.class)).thenReturn(ledger);
        var module = new LedgerRestModule();

        module.init(context);

        assertThat(module.resources())
                .hasExactlyElementsOfTypes(Accounts.class, Bookings.class, LedgerProblems.class)
                .filteredOn(Accounts.class::isInstance)
                .allSatisfy(accounts -> ((Accounts) accounts).all());
        verify(ledger).accounts();
    }

    @Test
    void tellsWhereANewAccountIs() {
        UriBuilder path = mock();
        when(path.path(anyString())).thenReturn(path);
        when(path.build()).thenReturn(URI.create("http://books/v1/accounts/3000"));
        UriInfo here = mock();
        when(here.getAbsolutePathBuilder()).thenReturn(path);
        when(ledger.open("3000", "Cake")).thenReturn(new Account("3000", "Cake", 0));

        try (Response opened = new Accounts(ledger).open(new NewAccount("3000", "Cake"), here)) {
            assertThat(opened.getStatus()).isEqualTo(201);
            assertThat(opened.getLocation()).hasPath("/v1/accounts/3000");
            verify(path).path("3000");
        }
    }

    @Test
    void booksWhatTheBodySays() {
        new Bookings(ledger).book(new Booking("1000", "2000", 300, "another one"));

        verify(ledger).move("1000", "2000", new Entry(300, "another one"));
    }

    @Test
    void makesProblemsOfRefusals() {
        try (Response unknown = refused(Reason.UNKNOWN_ACCOUNT);
                Response taken = refused(Reason.ACCOUNT_EXISTS)) {
            assertThat(unknown.getStatus()).isEqualTo(404);
            assertThat(unknown.getMediaType()).hasToString("application/problem+json");
            assertThat(unknown.getEntity())
                    .isEqualTo(
                            new LedgerProblems.Problem("about:blank", "Not Found", 404, "There is no account '3000'."));
            assertThat(taken.getStatus()).isEqualTo(409);
        }
    }

    private static Response refused(Reason reason) {
        return new LedgerProblems().toResponse(new LedgerException(reason, "3000"));
    }
}

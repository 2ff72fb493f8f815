// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.rest;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.modkit.samples.ledger.api.Account;
import org.modkit.samples.ledger.api.Entry;
import org.modkit.samples.ledger.api.LedgerClient;

/** Accounts and what happened on them. */
@Path("v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class Accounts {
    private final LedgerClient ledger;

    Accounts(LedgerClient ledger) {
        this.ledger = ledger;
    }

    /**
     * What a new account is to be.
     *
     * @param number its number
     * @param name what it is for
     */
    public record NewAccount(
            @NotNull @Pattern(regexp = "\\d{4,10}") String number,
            @NotBlank @Size(max = 100) String name) {}

    /**
     * Returns all accounts.
     *
     * @return the accounts
     */
    @GET
    public List<Account> all() {
        return ledger.accounts();
    }

    /**
     * Returns one account, or 404.
     *
     * @param number its number
     * @return the account
     */
    @GET
    @Path("{number}")
    public Account one(@PathParam("number") String number) {
        return ledger.account(number);
    }

    /**
     * Returns what happened on an account, or 404.
     *
     * @param number its number
     * @return the entries
     */
    @GET
    @Path("{number}/entries")
    public List<Entry> entries(@PathParam("number") String number) {
        return ledger.entries(number);
    }

    /**
     * Opens an account: 201 and where it is, or 409.
     *
     * @param account what it is to be
     * @param here where it was asked for
     * @return the account
     */
    @POST
    @ApiResponse(
            responseCode = "201",
            description = "The account, and in 'Location' where it is",
            content = @Content(schema = @Schema(implementation = Account.class)))
    public Response open(@NotNull @Valid NewAccount account, @Context UriInfo here) {
        Account opened = ledger.open(account.number(), account.name());
        return Response.created(
                        here.getAbsolutePathBuilder().path(opened.number()).build())
                .entity(opened)
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.ledger.rest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.modkit.samples.ledger.api.Entry;
import org.modkit.samples.ledger.api.LedgerClient;

/** Moves money. */
@Path("v1/bookings")
@Consumes(MediaType.APPLICATION_JSON)
public final class Bookings {
    private final LedgerClient ledger;

    Bookings(LedgerClient ledger) {
        this.ledger = ledger;
    }

    /**
     * What is to be moved.
     *
     * @param from whose money
     * @param to where to
     * @param cents how much
     * @param reason why
     */
    public record Booking(
            @NotBlank String from,
            @NotBlank String to,
            @Positive long cents,
            @NotBlank @Size(max = 200) String reason) {}

    /**
     * Books both sides: 204, or 404 if one of the accounts is not there.
     *
     * @param booking what is to be moved
     */
    @POST
    public void book(@NotNull @Valid Booking booking) {
        ledger.move(booking.from(), booking.to(), new Entry(booking.cents(), booking.reason()));
    }
}

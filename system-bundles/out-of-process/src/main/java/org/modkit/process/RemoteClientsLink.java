// SPDX-License-Identifier: Apache-2.0
package org.modkit.process;

import org.modkit.api.Registration;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.grpc.client.RemoteClients;

/** The only class that names the bundle of gRPC clients; it can't be loaded where that is not installed. */
final class RemoteClientsLink {
    private RemoteClientsLink() {}

    static Registration publish(Object maker, PhaseGuest guest) {
        return ((RemoteClients) maker).publish(guest);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guard;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.modkit.api.client.ClientHandle;
import org.modkit.api.client.ClientHub;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.rest.RequestListener;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.AuthorizationClient;

/**
 * What others bring; looked up for each request, because it comes and goes.
 *
 * @param authentication who finds out who calls
 * @param authorization who decides whether they may
 * @param listeners who hear of requests
 */
public record Plugins(
        Supplier<Optional<AuthenticationClient>> authentication,
        Supplier<Optional<AuthorizationClient>> authorization,
        Supplier<List<RequestListener>> listeners) {
    /** None at all. */
    public static final Plugins NONE = new Plugins(Optional::empty, Optional::empty, List::of);

    /**
     * Looks for clients in a hub.
     *
     * @param hub the hub, as the gateway's own module sees it
     * @param listeners who hear of requests
     * @return plugins, until the module is closed
     */
    public static Plugins in(ClientHub hub, Supplier<List<RequestListener>> listeners) {
        ClientHandle<AuthenticationClient> authentication = hub.handle(AuthenticationClient.class);
        ClientHandle<AuthorizationClient> authorization = hub.handle(AuthorizationClient.class);
        return new Plugins(() -> current(authentication), () -> current(authorization), listeners);
    }

    /**
     * Follows plugins that are not the same for good.
     *
     * @param current those of this moment
     * @return plugins that are always those
     */
    public static Plugins following(Supplier<Plugins> current) {
        return new Plugins(
                () -> current.get().authentication().get(),
                () -> current.get().authorization().get(),
                () -> current.get().listeners().get());
    }

    private static <T> Optional<T> current(ClientHandle<T> handle) {
        if (!handle.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(handle.get());
        } catch (ClientNotFoundException goneMeanwhile) {
            return Optional.empty();
        }
    }
}

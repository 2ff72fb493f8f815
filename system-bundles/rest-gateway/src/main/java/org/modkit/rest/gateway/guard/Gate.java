// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.guard;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.modkit.api.security.Authentication;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Authorization;
import org.modkit.api.security.AuthorizationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;
import org.modkit.api.security.Operation;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Refusal;
import org.modkit.rest.gateway.problem.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who sent a request and whether they may, by asking plugins. One for the whole gateway, for any thread. */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** A scheme, and something behind it. */
    private static final Pattern CREDENTIALS = Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+) +(\\S.*)");

    private static final String HEADER = "Authorization";
    private static final String CHALLENGE = "WWW-Authenticate";

    private static final Problem MALFORMED = Problem.of(
            HttpStatus.UNAUTHORIZED_401,
            "The header 'Authorization' must be one scheme and credentials, such as 'Bearer' and a token.");

    private static final Problem REJECTED =
            Problem.of(HttpStatus.UNAUTHORIZED_401, "The credentials of the request are not accepted.");

    private final Plugins plugins;
    private final AtomicBoolean isMissed = new AtomicBoolean();

    /**
     * Makes it.
     *
     * @param plugins whom to ask
     */
    public Gate(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Finds out who calls, who has to be known.
     *
     * @throws Refusal if that is not known
     */
    Caller known(Request request) {
        AuthenticationClient client = plugins.authentication().get().orElseThrow(this::missing);
        isMissed.set(false);
        List<String> sent = request.getHeaders().getValuesList(HEADER);
        if (sent.isEmpty()) {
            throw new Refusal(challenged(client, Problem.of(HttpStatus.UNAUTHORIZED_401), ""));
        }
        Credentials credentials = read(sent).orElseThrow(() -> new Refusal(challenged(client, MALFORMED, "")));
        Authentication outcome = guarded(request, () -> client.authenticate(credentials));
        if (outcome instanceof Authentication.Accepted accepted) {
            return accepted.caller();
        }
        if (outcome instanceof Authentication.Unauthorized unauthorized) {
            LOG.info("Request {} has credentials that are not accepted. {}", id(request), unauthorized.reason());
            throw new Refusal(challenged(client, REJECTED, ", error=\"invalid_token\""));
        }
        throw unavailable(request, ((Authentication.Unavailable) outcome).reason());
    }

    /** Finds out who calls, who need not be known: with credentials that are not accepted they are not. */
    Caller perhapsKnown(Request request) {
        Optional<AuthenticationClient> client = plugins.authentication().get();
        Optional<Credentials> credentials = read(request.getHeaders().getValuesList(HEADER));
        if (client.isEmpty() || credentials.isEmpty()) {
            return Caller.anonymous();
        }
        Authentication outcome = guarded(request, () -> client.get().authenticate(credentials.get()));
        return outcome instanceof Authentication.Accepted accepted ? accepted.caller() : Caller.anonymous();
    }

    /**
     * Asks whether a caller may do something.
     *
     * @throws Refusal if not
     */
    void admit(Request request, Caller caller, Operation operation) {
        if (!operation.roles().isEmpty() && operation.roles().stream().noneMatch(caller.roles()::contains)) {
            throw denied(
                    request,
                    "'" + caller.subject() + "' has none of the roles "
                            + operation.roles().stream()
                                    .map(role -> "'" + role + "'")
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        Optional<AuthorizationClient> client = plugins.authorization().get();
        if (client.isPresent()) {
            Authorization outcome = guarded(request, () -> client.get().authorize(caller, operation));
            if (outcome instanceof Authorization.Denied denied) {
                throw denied(request, denied.reason());
            }
            if (outcome instanceof Authorization.Unavailable unavailable) {
                throw unavailable(request, unavailable.reason());
            }
        }
    }

    private static Optional<Credentials> read(List<String> sent) {
        Matcher matcher = CREDENTIALS.matcher(sent.size() == 1 ? sent.get(0).trim() : "");
        return matcher.matches() ? Optional.of(new Credentials(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    private static Problem challenged(AuthenticationClient client, Problem problem, String error) {
        String challenges = client.schemes().stream()
                .map(scheme -> scheme + " realm=\"modkit\"" + (scheme.equalsIgnoreCase("bearer") ? error : ""))
                .collect(Collectors.joining(", "));
        return problem.with(CHALLENGE, challenges);
    }

    /** What a plugin throws is no exception of the module's, and none of its mappers gets it. */
    private static <T> T guarded(Request request, Supplier<T> plugin) {
        T outcome;
        try {
            outcome = plugin.get();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Request {} failed in the plugin that is asked who calls or whether they may.", id(request), e);
            throw new Refusal(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR_500));
        }
        if (outcome == null) {
            LOG.error(
                    "Request {} failed, because a plugin for authentication or authorization said null.", id(request));
            throw new Refusal(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR_500));
        }
        return outcome;
    }

    static Refusal denied(Request request, String reason) {
        LOG.info("Request {} is not allowed. {}", id(request), reason);
        return new Refusal(Problem.of(HttpStatus.FORBIDDEN_403, "This is not allowed to whoever sent the request."));
    }

    private Refusal missing() {
        if (isMissed.compareAndSet(false, true)) {
            LOG.warn(
                    "Requests that need authentication are answered with 503, because no module has registered a client of"
                            + " type '{}'. Install one that does. Routes that everybody may call need @PermitAll, or set"
                            + " 'modules.rest-gateway.config.auth.required' to 'never'.",
                    AuthenticationClient.class.getName());
        }
        return new Refusal(Problem.unavailable(
                "This needs authentication, and no module that finds out who calls is running at the moment."));
    }

    private static Refusal unavailable(Request request, String reason) {
        LOG.warn("Request {} is answered with 503, because a plugin can't be asked. {}", id(request), reason);
        return new Refusal(Problem.unavailable("Who sent the request, and whether they may, can't be found out now."));
    }

    private static String id(Request request) {
        return RequestId.of(request);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.wire;

import io.grpc.Status;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.modkit.directory.registry.InstanceKey;
import org.modkit.directory.v1.GrpcServiceEndpoint;

/** What a client claims, checked as a whole. */
final class Claims {
    private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST = 255;
    private static final int LONGEST_URI = 2_000;

    private final List<String> problems = new ArrayList<>();

    InstanceKey key(String module, String id) {
        checkModule(module);
        boolean isUuid = UUID_FORM.matcher(id).matches();
        if (!isUuid) {
            problems.add("Invalid instance_id '" + shown(id) + "': it must be a UUID.");
        }
        return new InstanceKey(module, isUuid ? UUID.fromString(id) : new UUID(0, 0));
    }

    void checkModule(String module) {
        if (module.length() > LONGEST || !MODULE.matcher(module).matches()) {
            problems.add("Invalid module_name '" + shown(module)
                    + "': it must be lower case letters, digits and single hyphens.");
        }
    }

    void checkService(String service) {
        if (service.length() > LONGEST || !SERVICE.matcher(service).matches()) {
            problems.add(
                    "Invalid service_name '" + shown(service) + "': it must be a full name such as 'acme.v1.Sums'.");
        }
    }

    SortedMap<String, URI> endpoints(List<GrpcServiceEndpoint> claimed) {
        var endpoints = new TreeMap<String, URI>();
        for (GrpcServiceEndpoint each : claimed) {
            checkService(each.getServiceName());
            URI uri = uri(each.getEndpointUri());
            if (uri != null && endpoints.put(each.getServiceName(), uri) != null) {
                problems.add("Service '" + shown(each.getServiceName()) + "' is named twice.");
            }
        }
        return endpoints;
    }

    private URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (text.length() <= LONGEST_URI && isReachable(uri)) {
                return uri;
            }
        } catch (URISyntaxException odd) {
            // As wrong as one of an unknown kind.
        }
        problems.add("Invalid endpoint_uri '" + shown(text)
                + "': it must be 'http://host:port', 'https://host:port' or 'unix:///path'.");
        return null;
    }

    private static boolean isReachable(URI uri) {
        if ("unix".equals(uri.getScheme())) {
            return uri.getAuthority() == null
                    && uri.getPath() != null
                    && uri.getPath().startsWith("/");
        }
        boolean isTcp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        // Nobody can call an address that stands for all of a machine's.
        return isTcp
                && uri.getHost() != null
                && uri.getPort() > 0
                && !uri.getHost().equals("0.0.0.0")
                && !uri.getHost().equals("[::]");
    }

    private static String shown(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** To be called last. */
    void end() {
        if (!problems.isEmpty()) {
            throw Status.INVALID_ARGUMENT
                    .withDescription(String.join(" ", problems))
                    .asRuntimeException();
        }
    }
}

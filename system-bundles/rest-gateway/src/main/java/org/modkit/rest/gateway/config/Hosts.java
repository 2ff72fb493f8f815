// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which hosts requests may ask for. A page of the web can have its own name resolve to this machine, and is then to the
 * browser a page from here (DNS rebinding); the name that its requests ask for gives it away.
 *
 * @param limited whether that is looked at
 * @param names which, besides those of loopback; without brackets, in lower case
 */
public record Hosts(boolean limited, Set<String> names) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}");

    /** Copies the names. */
    public Hosts {
        names = Set.copyOf(names);
    }

    static Hosts of(boolean limited, Collection<String> names) {
        return new Hosts(limited, names.stream().map(Hosts::plain).collect(Collectors.toSet()));
    }

    /**
     * Tells whether requests may ask for a host.
     *
     * @param host a name or address as it is in a request, without port
     * @return whether they are served
     */
    public boolean serves(String host) {
        String asked = plain(host);
        return !limited || names.contains(asked) || isLoopback(asked);
    }

    private static boolean isLoopback(String host) {
        if (!host.contains(":")) {
            // No look into DNS, which is what the one who rebinds has in hand.
            return LOOPBACK.matcher(host).matches();
        }
        try {
            return InetAddress.getByName("[" + host + "]").isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /** Names may end with a dot and mean the same. */
    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|\\.$", "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows what must not be shown, by the name of its key or by the look of the value. */
public final class Secrets {
    /** What is shown instead. */
    public static final String MASK = "***";

    private static final List<String> WORDS =
            List.of("password", "passwd", "secret", "token", "credential", "apikey", "privatekey");

    // scheme://user:PASSWORD@host, jdbc:oracle:thin:user/PASSWORD@host, and password=PASSWORD in a query or a
    // connection
    // string. A password may hold an '@' itself, so the last one counts.
    private static final Pattern IN_ADDRESS = Pattern.compile("(?<=://)([^/@:\\s]*):[^/?#\\s]*@");
    private static final Pattern BEHIND_SLASH = Pattern.compile("(?i)(jdbc:oracle:\\w+:[^/@\\s]+)/\\S*@");
    private static final Pattern IN_QUERY =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|api_?key)=)[^&;\\s]+");

    private Secrets() {}

    /**
     * Tells whether what stands under a key is a secret.
     *
     * @param key the key, without what leads to it
     * @return whether its value must not be shown
     */
    public static boolean isSecret(String key) {
        String letters = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return WORDS.stream().anyMatch(letters::contains);
    }

    /**
     * Returns a section that can be shown to anybody.
     *
     * @param section a section
     * @return the same with every secret masked
     */
    public static Node.Section masked(Node.Section section) {
        Map<String, Node> shown = new LinkedHashMap<>();
        section.entries().forEach((key, node) -> shown.put(key, masked(key, node)));
        return new Node.Section(shown, section.origin());
    }

    /**
     * Returns a value that can be shown to anybody.
     *
     * @param key the key it stands under
     * @param node the value
     * @return the same with every secret masked
     */
    public static Node masked(String key, Node node) {
        if (isSecret(key) && node.plain() != null) {
            return new Node.Scalar(MASK, node.origin());
        }
        if (node instanceof Node.Section section) {
            return masked(section);
        }
        if (node instanceof Node.Items items) {
            return new Node.Items(
                    items.items().stream().map(item -> masked(key, item)).toList(), items.origin());
        }
        if (node.plain() instanceof String text) {
            return new Node.Scalar(maskedText(text), node.origin());
        }
        return node;
    }

    /**
     * Returns a text that can be shown to anybody.
     *
     * @param text a text that may hold an address with a password in it
     * @return the same with every password masked
     */
    public static String maskedText(String text) {
        String address = IN_ADDRESS.matcher(text).replaceAll("$1:" + MASK + "@");
        address = BEHIND_SLASH.matcher(address).replaceAll("$1/" + MASK + "@");
        return IN_QUERY.matcher(address).replaceAll("$1" + MASK);
    }
}

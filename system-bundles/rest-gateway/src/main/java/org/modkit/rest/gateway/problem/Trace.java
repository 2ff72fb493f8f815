// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.problem;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * The trace a request belongs to (W3C Trace Context), and the gateway's own place in it.
 *
 * @param id 32 hexadecimal digits; the client's, or new
 * @param span 16 hexadecimal digits, made for this request
 * @param parent the span the client has sent, or empty
 * @param flags 2 hexadecimal digits, the client's
 */
public record Trace(String id, String span, String parent, String flags) {
    /** The header in which it comes and goes on. */
    public static final String HEADER = "traceparent";

    /** What others than the first in a trace have noted; of no worth without the other header. */
    public static final String STATE_HEADER = "tracestate";

    private static final Trace NONE = new Trace("", "", "", "");
    private static final String ATTRIBUTE = Trace.class.getName();

    /** Versions to come may have more at the end. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /**
     * Returns it.
     *
     * @param request a request
     * @return its trace, or one of empty texts if it has none yet
     */
    public static Trace of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Trace trace ? trace : NONE;
    }

    /**
     * Gives a request its trace, unless it has one.
     *
     * @param request a request
     */
    public static void give(Request request) {
        if (of(request) == NONE) {
            request.setAttribute(ATTRIBUTE, read(request.getHeaders().getValuesList(HEADER)));
        }
    }

    private static Trace read(List<String> sent) {
        Matcher matcher = FORM.matcher(sent.size() == 1 ? sent.get(0) : "");
        boolean isOurs = matcher.matches()
                && (matcher.group(5) == null || !matcher.group(1).equals("00"));
        return isOurs
                ? new Trace(matcher.group(2), digits(1), matcher.group(3), matcher.group(4))
                : new Trace(digits(2), digits(1), "", "00");
    }

    private static String digits(int longs) {
        var digits = new StringBuilder();
        for (int each = 0; each < longs; each++) {
            long part;
            do {
                part = ThreadLocalRandom.current().nextLong();
            } while (part == 0);
            digits.append(HexFormat.of().toHexDigits(part));
        }
        return digits.toString();
    }

    /**
     * Returns what goes on to whatever is called because of the request.
     *
     * @return the header's value
     */
    public String header() {
        return "00-" + id + "-" + span + "-" + flags;
    }

    /**
     * Tells whether a client began it.
     *
     * @return whether the request has brought it
     */
    public boolean isContinued() {
        return !parent.isEmpty();
    }
}

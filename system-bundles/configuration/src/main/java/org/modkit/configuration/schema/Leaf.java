// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.schema;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.modkit.configuration.tree.Node;
import org.modkit.configuration.tree.Spans;

/**
 * A single value.
 *
 * @param expectation what it must be, as in "must be ..."
 * @param example a value that would do
 * @param fits whether a value does
 */
record Leaf(String expectation, String example, Predicate<Object> fits) implements Shape {
    private static final Duration LONGEST = Duration.ofDays(365);

    @Override
    public void check(String path, Node node, List<Problem> problems) {
        boolean single = node instanceof Node.Scalar;
        // A key without a value leaves the default in force.
        if (single && (node.plain() == null || fits.test(node.plain()))) {
            return;
        }
        String finding = "must be " + expectation + ", but is " + Shape.shown(path, node);
        problems.add(Problem.at(node.origin(), path, finding, "Write for example '" + example + "'."));
    }

    /** An integer with one of the units ms, s, m, h; more than nothing and at most a year. */
    static Leaf duration(String example) {
        return new Leaf(
                "a duration, which is a whole number followed by ms, s, m or h, up to 8760h",
                example,
                Leaf::isDuration);
    }

    private static boolean isDuration(Object value) {
        return Spans.parse(value.toString())
                .filter(span -> !span.isZero() && span.compareTo(LONGEST) <= 0)
                .isPresent();
    }

    /** One of a few words. */
    static Leaf oneOf(String... words) {
        List<String> known = List.of(words);
        return new Leaf(
                "one of " + String.join(", ", known),
                known.get(0),
                value -> known.contains(value.toString().toLowerCase(Locale.ROOT)));
    }

    /** A whole number that is not too small. */
    static Leaf atLeast(long least, long example) {
        return new Leaf(
                "a whole number of at least " + least,
                Long.toString(example),
                value -> value instanceof Long number && number >= least && number <= Integer.MAX_VALUE);
    }

    /** A number of a network port. */
    static Leaf port(long example) {
        return new Leaf(
                "a whole number from 1 to 65535",
                Long.toString(example),
                value -> value instanceof Long number && number >= 1 && number <= 65_535);
    }

    /** Any single value; one that looks like a number is a text as well. */
    static Leaf text(String example) {
        return new Leaf("a single value", example, value -> true);
    }

    /** A number from 0 to 1. */
    static Leaf share() {
        return new Leaf(
                "a number from 0 to 1",
                "0.2",
                value -> value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1);
    }

    /** True or false. */
    static Leaf flag() {
        return new Leaf("true or false", "true", Boolean.class::isInstance);
    }

    /** A file name; log4j2 would take a dollar sign for a variable. */
    static Leaf file(String example) {
        return new Leaf(
                "a file name without '$'", example, value -> !value.toString().contains("$"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

/** One thing an operator can ask. Called on the asker's thread, by several at a time. */
interface Verb {
    /** Returns the words to type, for sentences about their misuse. */
    String usage();

    /** Carries it out and returns the exit code; throws {@link Refusal} for everything that is in the way. */
    int run(Invocation asked, Reply reply);

    /** Insists on exactly this many arguments. */
    default void expect(int count, Invocation asked) {
        if (asked.arguments().size() != count) {
            throw misuse(asked);
        }
    }

    /** Returns the refusal that shows how the verb is meant to be typed. */
    default Refusal misuse(Invocation asked) {
        return Refusal.usage("Expected '" + usage() + "', but found "
                + (asked.arguments().isEmpty() ? "no argument" : "'" + String.join(" ", asked.arguments()) + "'")
                + ".");
    }
}

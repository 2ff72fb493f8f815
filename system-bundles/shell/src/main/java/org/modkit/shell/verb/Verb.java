// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

/** One thing an operator can ask. Called on the asker's thread, by several at a time. */
public interface Verb {
    /**
     * Returns the words to type, for sentences about their misuse.
     *
     * @return the verb and what goes with it
     */
    String usage();

    /**
     * Carries it out.
     *
     * @param asked how it is asked
     * @param reply gets the answer
     * @return one of {@link Exit}
     * @throws Refusal for everything that is in the way
     */
    int run(Invocation asked, Reply reply);

    /**
     * Insists on exactly this many arguments.
     *
     * @param count how many
     * @param asked how it is asked
     */
    default void expect(int count, Invocation asked) {
        if (asked.arguments().size() != count) {
            throw misuse(asked);
        }
    }

    /**
     * Returns the refusal that shows how the verb is meant to be typed.
     *
     * @param asked how it is asked
     * @return to be thrown
     */
    default Refusal misuse(Invocation asked) {
        return Refusal.usage("Expected '" + usage() + "', but found "
                + (asked.arguments().isEmpty() ? "no argument" : "'" + String.join(" ", asked.arguments()) + "'")
                + ".");
    }
}

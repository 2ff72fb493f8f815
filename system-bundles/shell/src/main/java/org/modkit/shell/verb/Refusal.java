// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

/** Ends a verb early, with a sentence for the asker and an exit code. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;

    private Refusal(int exit, String sentence) {
        super(sentence, null, false, false);
        this.exit = exit;
    }

    /**
     * Returns the refusal of a question that is well-formed.
     *
     * @param sentence why not, and what to do
     * @return to be thrown
     */
    public static Refusal because(String sentence) {
        return new Refusal(Exit.FAILED, sentence);
    }

    /**
     * Returns the refusal of a malformed question.
     *
     * @param sentence what was expected and found
     * @return to be thrown
     */
    public static Refusal usage(String sentence) {
        return new Refusal(Exit.USAGE, sentence);
    }

    /**
     * Returns the code the asker gets.
     *
     * @return one of {@link Exit}
     */
    public int exit() {
        return exit;
    }
}

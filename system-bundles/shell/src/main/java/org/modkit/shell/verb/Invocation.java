// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.util.List;

/**
 * How a verb is asked.
 *
 * @param arguments the words after the verb, without {@code --json}
 * @param json whether the answer is for a machine
 * @param width how many characters fit on a line of the asker's screen
 */
public record Invocation(List<String> arguments, boolean json, int width) {
    private static final String JSON = "--json";
    private static final int NARROWEST = 40;

    /** Copies the arguments and widens screens on which nothing would fit. */
    public Invocation {
        arguments = List.copyOf(arguments);
        width = Math.max(NARROWEST, width);
    }

    /**
     * Reads words as they were typed.
     *
     * @param words what follows the verb
     * @param width how many characters fit on a line
     * @return the invocation
     */
    public static Invocation of(List<String> words, int width) {
        return new Invocation(words.stream().filter(w -> !w.equals(JSON)).toList(), words.contains(JSON), width);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.exit;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How a child ended. A value; the runtime shows its sentence with the module's state and in the journal.
 *
 * @param code the exit code as the system told it
 * @param cause why
 * @param lived from its start to its end
 */
public record Exit(int code, Cause cause, Duration lived) {
    private static final int SECONDS_WITH_FRACTION = 10;

    /** Checks that nothing is missing. */
    public Exit {
        Objects.requireNonNull(cause);
        Objects.requireNonNull(lived);
    }

    /**
     * Tells whether the host wanted it.
     *
     * @return whether it was stopped or killed by the host
     */
    public boolean wanted() {
        return cause == Cause.STOPPED || cause == Cause.KILLED;
    }

    /**
     * Tells it to people.
     *
     * @param ready whether the child had ever been ready
     * @return a sentence whose subject is the child, with a remedy where there is one
     */
    public String sentence(boolean ready) {
        String when = (ready || wanted() ? " after " : " before it was ready, after ") + age();
        return switch (cause) {
            case STOPPED -> "The child ended as asked" + when + " (" + Signals.code(code) + ").";
            case KILLED ->
                "The child should have ended within its grace, but did not, and was killed" + when
                        + ". Give it more time to stop, or see what its stop waits for.";
            case BY_ITSELF ->
                "The child ended by itself" + when + " (" + Signals.code(code) + ")."
                        + (code == 0 ? " It should run until it is stopped." : " See the last lines of its output.");
            case BY_SIGNAL -> "The child was ended from outside" + when + " (" + Signals.code(code) + ").";
            case OUT_OF_HEAP ->
                "The child ran out of heap" + when + " (" + Signals.code(code)
                        + "). Give it more memory, or see what fills it.";
            case OUT_OF_MEMORY ->
                "The child was killed by the system" + when
                        + ", for memory had run out there (" + Signals.code(code)
                        + "). Give the machine or the container more memory, or the children less.";
        };
    }

    /**
     * Tells it in a few words, for where a list of such stands.
     *
     * @return words without a period
     */
    public String words() {
        return switch (cause) {
            case STOPPED -> "stopped";
            case KILLED -> "killed by its host after its grace";
            case BY_ITSELF -> Signals.code(code);
            case BY_SIGNAL -> "killed by " + Signals.name(code);
            case OUT_OF_HEAP -> "out of heap";
            case OUT_OF_MEMORY -> "killed by the system for want of memory";
        };
    }

    private String age() {
        long seconds = lived.toSeconds();
        if (seconds < SECONDS_WITH_FRACTION) {
            return String.format(Locale.ROOT, "%.1f s", lived.toMillis() / 1000.0);
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}

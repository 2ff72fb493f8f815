// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleStatus;

/** Waiting for the runtime's answers, and what to say when it knows no such module. */
final class Answers {
    // The runtime answers as soon as its loop has read the question; more than this means that it is gone.
    private static final long SECONDS = 10;

    private static final int LISTED = 20;

    private Answers() {}

    static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw Refusal.because("The runtime did not answer within " + SECONDS + " s. It may be going down.");
        } catch (ExecutionException e) {
            throw Refusal.because(
                    "The runtime could not answer: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.because("The wait for the runtime's answer was interrupted.");
        }
    }

    static String unknown(ModkitRuntime runtime, String module) {
        List<String> names =
                runtime.status().modules().stream().map(ModuleStatus::name).toList();
        String known = names.isEmpty()
                ? "There is no module at all."
                : names.size() <= LISTED
                        ? "There is: " + String.join(", ", names) + "."
                        : "'status' lists the " + names.size() + " there are.";
        return "No active bundle offers a module named '" + module + "'. " + known;
    }
}

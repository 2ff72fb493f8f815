// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.modkit.process.exit.Exit;
import org.modkit.process.render.Supervision;

/** What people read of children. All sentences about one module name it and tell what to do. Pure. */
final class Words {
    private Words() {}

    static String notReady(String module, Duration within, String lastWords) {
        return "The child was not ready within " + span(within)
                + ": it has not told the directory that it can be called." + lastWords
                + " If it needs longer, raise 'modules."
                + module + ".runtime.ready_within'.";
    }

    static String ended(Exit exit, boolean wasReady, String lastWords) {
        return exit.sentence(wasReady) + lastWords;
    }

    static String givenUp(String module, Supervision supervision, String what) {
        String why = supervision.restart()
                ? ", for 'supervision.max_restarts' allows " + times(supervision.maxRestarts())
                        + " until it has been stable for " + span(supervision.stableAfter())
                : ", for 'supervision.restart' is false";
        return "Module '" + module + "' runs in a process of its own, which is not started again" + why + ". " + what
                + " Correct the cause, then retry it.";
    }

    static String again(String what, Instant when, String count) {
        return what + " It is started again at " + time(when) + " (" + count + ").";
    }

    static String startedAgain(String what, String count) {
        return what + " It has been started again (" + count + ") and is not ready yet.";
    }

    static String count(int restarts, Supervision supervision) {
        return "restart " + restarts + " of at most " + supervision.maxRestarts();
    }

    static String moved() {
        return "What the children were told has changed: the address of the gRPC hub, a database, or a module that runs with"
                + " them. They are started again one after the other.";
    }

    static String silent(UUID id) {
        return "The instance " + id
                + " runs, but the directory has not heard of it for too long and gives it no calls. If"
                + " it does not come back by itself, see what it is doing, and restart the module.";
    }

    static String noHub(String module) {
        return "Module '" + module
                + "' is to run in a process of its own, which needs the gRPC hub and the directory of"
                + " this process, but they are not running. See why the modules 'grpc-hub' and 'directory' are not, or"
                + " write 'modules." + module + ".runtime.readiness: started' for a program that needs neither.";
    }

    static String missing(int there, int all, String sentence) {
        return all == 1 ? sentence : there + " of " + all + " instances can be called. " + sentence;
    }

    static String notFound(String module, Duration within) {
        return "Module '" + module + "' runs elsewhere ('runtime.type: remote'), but within " + span(within)
                + " the directory knew no instance of it that can be called. Start it, and see that it is let in and"
                + " registers under this name; or raise 'modules." + module + ".runtime.ready_within'.";
    }

    static String allGone(String module) {
        return "Module '" + module
                + "' runs elsewhere, but at the moment the directory knows no instance of it that can be"
                + " called. See what has become of it there.";
    }

    static String time(Instant when) {
        return when.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String restarts(int count) {
        return count == 1 ? "1 restart" : count + " restarts";
    }

    private static String times(int restarts) {
        return restarts == 0 ? "no restart" : restarts(restarts);
    }

    static String span(Duration span) {
        if (span.toMillis() % 1000 != 0) {
            return span.toMillis() + " ms";
        }
        long seconds = span.toSeconds();
        return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}

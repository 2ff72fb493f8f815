// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All verbs by name. Safe for use by any thread. */
public final class Verbs {
    private static final Logger LOG = LoggerFactory.getLogger(Verbs.class);

    private final Map<String, Verb> verbs;

    private Verbs(Map<String, Verb> verbs) {
        this.verbs = verbs;
    }

    /**
     * Returns the verbs.
     *
     * @param runtime where they find the runtime
     * @param host what {@code stop} stops
     * @param clock tells the time to count back from, and the time zone to show times in
     * @return the verbs
     */
    public static Verbs of(RuntimeSource runtime, Host host, Clock clock) {
        Map<String, Verb> verbs = new LinkedHashMap<>();
        verbs.put("status", new StatusVerb(runtime, clock));
        verbs.put("why", new WhyVerb(runtime));
        verbs.put("journal", new JournalVerb("journal", runtime, clock.getZone()));
        verbs.put("timeline", new JournalVerb("timeline", runtime, clock.getZone()));
        verbs.put("retry", new RetryVerb(runtime));
        verbs.put("restart", new RestartVerb(runtime));
        verbs.put("stop", new StopVerb(runtime, host));
        return new Verbs(verbs);
    }

    /**
     * Returns these verbs and one more, for what only some hosts have.
     *
     * @param name its name
     * @param verb what it does
     * @return new verbs
     */
    public Verbs with(String name, Verb verb) {
        Map<String, Verb> more = new LinkedHashMap<>(verbs);
        more.put(name, verb);
        return new Verbs(more);
    }

    /**
     * Carries out one verb.
     *
     * @param name its name, known or not
     * @param asked how it is asked
     * @param reply gets the answer
     * @return one of {@link Exit}
     */
    public int run(String name, Invocation asked, Reply reply) {
        Verb verb = verbs.get(name);
        if (verb == null) {
            reply.err("There is no verb '" + name + "'. Expected one of: " + String.join(", ", verbs.keySet()) + ".");
            return Exit.USAGE;
        }
        try {
            return verb.run(asked, reply);
        } catch (Refusal e) {
            reply.err(e.getMessage());
            return e.exit();
        } catch (RuntimeException e) {
            // A runtime that goes away in the middle of a question may throw anything.
            LOG.warn("The verb '{}' was broken off.", name, e);
            reply.err("The verb '" + name + "' was broken off: " + e + ". The log has the details.");
            return Exit.FAILED;
        }
    }
}

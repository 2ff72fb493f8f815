// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleException;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Event;
import org.modkit.runtime.fact.Failure;
import org.modkit.runtime.fact.Snapshot;
import org.modkit.runtime.graph.Offer;
import org.osgi.framework.Version;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

class NarratorTest {
    private static final Offer WEB = new Offer(
            1,
            "web",
            Version.emptyVersion,
            List.of(),
            Set.of(),
            Set.of(),
            false,
            new BundleRef("org.example.web", "1.0.0", 1),
            null);

    private final Lines lines = new Lines();
    private final Narrator narrator = new Narrator(lines);

    @Test
    void showsTheStackOfAFailureThatOnlyProgrammersUnderstand() {
        fail(new IllegalStateException("The licence has expired."));
        assertThat(lines.levels).containsExactly("ERROR with a stack");
    }

    @Test
    void keepsTheStackOfAFailureThatIsToldInSentencesForDebugging() {
        fail(new ModuleException("web", "Port 80 of module 'web' is taken. Free it.", null));
        assertThat(lines.levels).containsExactly("ERROR", "DEBUG with a stack");
    }

    private void fail(Exception thrown) {
        var failure = new Failure(Phase.START, Failure.Kind.THREW, Optional.of(thrown), Duration.ZERO, 1);
        narrator.tell(new Event(2, 1, Instant.EPOCH, Optional.of(WEB), new Event.Failed(failure)), Snapshot.empty());
    }

    /** Writes down the level of each line, and whether a stack came with it. */
    private static final class Lines extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient List<String> levels = new ArrayList<>();

        @Override
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String text, Object[] arguments, Throwable thrown) {
            levels.add(level + (thrown == null ? "" : " with a stack"));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}

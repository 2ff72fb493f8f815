// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleContext;

class HelloModuleTest {
    @Test
    void saysHello() {
        List<String> said = new ArrayList<>();
        ModuleContext context = mock();
        when(context.moduleName()).thenReturn("hello");
        Logger.getLogger("hello").addHandler(new Listener(said));

        new HelloModule().init(context);

        assertThat(said).containsExactly("Hello from 'hello'.");
    }

    /** Promised on the first page: what an author must write, from package to last brace. */
    @Test
    void aWholeModuleIsAtMostTwelveLines() throws IOException {
        try (var lines = Files.lines(Path.of("src/main/java/org/modkit/samples/hello/HelloModule.java"))) {
            assertThat(lines.filter(line -> !line.isBlank() && !line.startsWith("//")))
                    .hasSizeLessThanOrEqualTo(12);
        }
    }

    private static final class Listener extends Handler {
        private final List<String> heard;

        Listener(List<String> heard) {
            this.heard = heard;
        }

        @Override
        public void publish(LogRecord said) {
            heard.add(said.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

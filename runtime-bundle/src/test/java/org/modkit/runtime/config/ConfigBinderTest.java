// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleConfigException;
import org.modkit.api.ModuleConfigException.Kind;
import org.modkit.runtime.config.ModuleConfig.Presence;

/** A module's section becomes a record or a bean, or an exception that says what does not fit. */
class ConfigBinderTest {
    enum Level {
        ALL_OF_IT,
        SOME
    }

    record Everything(
            String greeting,
            long count,
            double share,
            Duration timeout,
            Level level,
            List<String> names,
            Map<String, Integer> limits,
            Server server,
            List<Server> mirrors,
            URI home,
            Integer maxRestarts) {}

    record WithDefaults(String greeting, Duration timeout) {
        WithDefaults {
            greeting = greeting == null ? "Hello" : greeting;
            timeout = timeout == null ? Duration.ofSeconds(30) : timeout;
        }
    }

    record Picky(String greeting) {
        Picky {
            if (greeting == null) {
                throw new IllegalArgumentException("A greeting is needed.");
            }
        }
    }

    record Secretive(String user, int password, List<Integer> tokens) {}

    record Loose(Object any, Map<String, Object> rest) {}

    interface NoRecord {}

    record Unfit(NoRecord odd) {}

    public static final class Bean {
        private String greeting = "Hello";
        private int repeatCount = 1;

        public String getGreeting() {
            return greeting;
        }

        public void setGreeting(String greeting) {
            this.greeting = greeting;
        }

        public void setRepeatCount(int repeatCount) {
            this.repeatCount = repeatCount;
        }
    }

    @Test
    void fillsARecordFromTypedValues() {
        Everything all = binder(Map.of(
                        "greeting",
                        "Hi",
                        "count",
                        7L,
                        "share",
                        0.5,
                        "timeout",
                        "500ms",
                        "level",
                        "SOME",
                        "names",
                        List.of("a", "b"),
                        "limits",
                        Map.of("x", 1),
                        "server",
                        Map.of("host", "h", "port", 80, "secure", true),
                        "mirrors",
                        List.of(Map.of("host", "m")),
                        "home",
                        "http://localhost/"))
                .lenient(Everything.class);

        assertThat(all)
                .isEqualTo(new Everything(
                        "Hi",
                        7,
                        0.5,
                        Duration.ofMillis(500),
                        Level.SOME,
                        List.of("a", "b"),
                        Map.of("x", 1),
                        new Server("h", 80, true),
                        List.of(new Server("m", 0, false)),
                        URI.create("http://localhost/"),
                        null));
    }

    /** Karaf's files hold nothing but texts. */
    @Test
    void readsTextsAsWhatTheyStandFor() {
        Everything all = binder(Map.of(
                        "count", "7",
                        "share", "0.5",
                        "level", "all-of-it",
                        "limits", Map.of("x", "1"),
                        "server", Map.of("port", "80", "secure", "true")))
                .lenient(Everything.class);

        assertThat(all.count()).isEqualTo(7);
        assertThat(all.share()).isEqualTo(0.5);
        assertThat(all.level()).isEqualTo(Level.ALL_OF_IT);
        assertThat(all.limits()).containsEntry("x", 1);
        assertThat(all.server()).isEqualTo(new Server(null, 80, true));
    }

    @Test
    void keysMayBeWrittenWithUnderscoresOrHyphens() {
        for (String key : List.of("maxRestarts", "max_restarts", "max-restarts")) {
            assertThat(binder(Map.of(key, 3)).lenient(Everything.class).maxRestarts())
                    .isEqualTo(3);
        }
        assertThat(binder(Map.of("repeat_count", 3)).lenient(Bean.class).repeatCount)
                .isEqualTo(3);
    }

    @Test
    void fillsABean() {
        assertThat(binder(Map.of("greeting", "Hi")).lenient(Bean.class).getGreeting())
                .isEqualTo("Hi");
        assertThat(binder(Map.of()).lenient(Bean.class).getGreeting()).isEqualTo("Hello");
    }

    @Test
    void leavesWhatIsFreeAsItIs() {
        assertThat(binder(Map.of("any", Map.of("a", 1), "rest", Map.of("b", List.of(true))))
                        .lenient(Loose.class))
                .isEqualTo(new Loose(Map.of("a", 1), Map.of("b", List.of(true))));
    }

    @Test
    void lenientReadingOfNothingGivesTheDefaults() {
        for (ModuleConfig nothing : List.of(ModuleConfig.NONE, ModuleConfig.without(Presence.NO_SECTION))) {
            assertThat(new ConfigBinder("greeter", nothing).lenient(WithDefaults.class))
                    .isEqualTo(new WithDefaults("Hello", Duration.ofSeconds(30)));
            assertThat(new ConfigBinder("greeter", nothing).raw()).isEmpty();
        }
    }

    @Test
    void strictReadingSaysWhatIsMissing() {
        refuses(() -> new ConfigBinder("greeter", ModuleConfig.NONE).required(Picky.class), Kind.MODULE_NOT_FOUND);
        refuses(
                () -> new ConfigBinder("greeter", ModuleConfig.without(Presence.NO_SECTION)).required(Picky.class),
                Kind.MISSING_SECTION);
        var scalar = new ConfigBinder("greeter", ModuleConfig.without(Presence.NOT_A_MAP));
        refuses(() -> scalar.required(Picky.class), Kind.INVALID_STRUCTURE);
        refuses(() -> scalar.lenient(Picky.class), Kind.INVALID_STRUCTURE);
        assertThat(binder(Map.of()).required(WithDefaults.class).greeting()).isEqualTo("Hello");
    }

    @Test
    void namesAllUnknownKeysWithTheNearestKnownOnes() {
        misfits(
                Map.of("server", Map.of("prt", 1, "host", "h"), "mirrors", List.of(Map.of("zzz", 1))),
                Everything.class,
                "The configuration of module 'greeter' does not fit: key 'mirrors.0.zzz' is unknown, known are 'host',"
                        + " 'port', 'secure'; key 'server.prt' is unknown, the nearest known one is 'port'. Correct"
                        + " 'modules.greeter.config'.");
    }

    /** Otherwise the constructor would complain of the value that is missing only because its key is misspelled. */
    @Test
    void namesUnknownKeysBeforeAConstructorRuns() {
        misfits(
                Map.of("gretting", "Hi"),
                Picky.class,
                "key 'gretting' is unknown, the nearest known one is 'greeting'");
    }

    @Test
    void saysWhereAValueDoesNotFit() {
        misfits(
                Map.of("server", Map.of("port", "many")),
                Everything.class,
                "'server.port' must be a whole number in the range of 'int', but is 'many'.");
        misfits(Map.of("count", 1.5), Everything.class, "'count' must be a whole number in the range of 'long'");
        misfits(Map.of("mirrors", List.of(Map.of("port", 99_999_999_999L))), Everything.class, "'mirrors.0.port' must");
        misfits(Map.of("timeout", "soon"), Everything.class, "'timeout' must be a duration such as 500ms");
        misfits(Map.of("timeout", 30), Everything.class, "'timeout' must be a duration such as 500ms");
        misfits(Map.of("level", "none"), Everything.class, "'level' must be all_of_it or some, but is 'none'");
        misfits(Map.of("level", 0), Everything.class, "'level' must be all_of_it or some, but is '0'");
        misfits(Map.of("server", Map.of("secure", 1)), Everything.class, "'server.secure' must be true or false");
        misfits(Map.of("server", Map.of("secure", "")), Everything.class, "'server.secure' must be true or false");
        misfits(Map.of("max-restarts", "x"), Everything.class, "'max-restarts' must be a whole number");
        misfits(Map.of("names", "a"), Everything.class, "'names' must be a list, but is 'a'");
        misfits(Map.of("names", Map.of("x", 1)), Everything.class, "'names' must be a list, but is a map of keys");
        misfits(Map.of("server", "here"), Everything.class, "'server' must be a map of keys, but is 'here'");
        misfits(Map.of("greeting", List.of("a")), Everything.class, "'greeting' must be a single value, but is a list");
    }

    @Test
    void doesNotShowSecrets() {
        misfits(
                Map.of("password", "hunter2"),
                Secretive.class,
                "'password' must be a whole number in the range of" + " 'int', but is '***'.");
        misfits(Map.of("tokens", List.of("hunter2")), Secretive.class, "but is '***'");
    }

    @Test
    void quotesTheModulesOwnConstructor() {
        assertThatThrownBy(() -> binder(Map.of()).lenient(Picky.class))
                .hasMessage(
                        "The configuration of module 'greeter' does not fit: it is refused by its type: A greeting is"
                                + " needed. Correct 'modules.greeter.config'.")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatATypeCannotBeFilled() {
        misfits(Map.of("odd", Map.of("a", 1)), Unfit.class, "can't be filled; let it be a record");
    }

    /** Module classes must be free to go with their bundle. */
    @Test
    void forgetsTheClassesItHasFilled() throws Exception {
        WeakReference<ClassLoader> gone = bindInALoaderOfItsOwn();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (gone.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(gone.get()).isNull();
    }

    private static WeakReference<ClassLoader> bindInALoaderOfItsOwn() throws Exception {
        var loader = new ClassLoader(ConfigBinderTest.class.getClassLoader()) {
            Class<?> copy(Class<?> original) throws IOException {
                String path = original.getName().replace('.', '/') + ".class";
                try (InputStream code = getResourceAsStream(path)) {
                    byte[] bytes = code.readAllBytes();
                    return defineClass(original.getName(), bytes, 0, bytes.length);
                }
            }
        };
        Class<?> copy = loader.copy(Server.class);
        assertThat(copy).isNotEqualTo(Server.class);
        Object server = binder(Map.of("host", "h")).lenient(copy);
        assertThat(server).isInstanceOf(copy).hasToString("Server[host=h, port=0, secure=false]");
        return new WeakReference<>(loader);
    }

    private static ConfigBinder binder(Map<String, Object> section) {
        return new ConfigBinder("greeter", new ModuleConfig(Presence.SECTION, section));
    }

    private static void misfits(Map<String, Object> section, Class<?> target, String message) {
        refuses(() -> binder(section).required(target), Kind.INVALID_CONFIG, message);
    }

    private static void refuses(ThrowingCallable reading, Kind kind, String... parts) {
        assertThatThrownBy(reading)
                .satisfies(refusal -> assertThat(parts).allMatch(refusal.getMessage()::contains))
                .hasMessageNotContaining("hunter2")
                .asInstanceOf(type(ModuleConfigException.class))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind))
                .satisfies(refusal -> assertThat(refusal.module()).isEqualTo("greeter"));
    }
}

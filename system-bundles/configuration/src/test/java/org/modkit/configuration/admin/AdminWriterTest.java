// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class AdminWriterTest {
    private final Admin admin = new Admin();
    private final AdminWriter writer = new AdminWriter(admin.service(), "etc/modkit.yaml");

    private static SortedMap<String, SortedMap<String, Object>> wanted(String... pids) {
        var wanted = new TreeMap<String, SortedMap<String, Object>>();
        for (String pid : pids) {
            wanted.put(pid, new TreeMap<>(Map.of("key", pid)));
        }
        return wanted;
    }

    @Test
    void createsSingletonsAndNamedInstancesOfFactories() throws IOException {
        assertThat(writer.write(wanted("a", "f~x"))).containsExactly("a", "f~x");

        assertThat(admin.stored.keySet()).containsExactly("a", "f~x");
        assertThat(admin.stored.get("f~x").get("key")).isEqualTo("f~x");
    }

    @Test
    void writesNothingThatIsThereAlready() throws IOException {
        writer.write(wanted("a", "f~x"));
        var changed = wanted("a", "f~x");
        changed.get("f~x").put("key", "other");

        assertThat(writer.write(wanted("a", "f~x"))).isEmpty();
        assertThat(writer.write(changed)).containsExactly("f~x");
    }

    @Test
    void deletesWhatIsNotWantedAnyMore() throws IOException {
        writer.write(wanted("a", "f~x", "f~y"));

        assertThat(writer.write(wanted("a", "f~y"))).containsExactly("f~x");
        assertThat(admin.stored.keySet()).containsExactly("a", "f~y");
    }

    @Test
    void touchesNothingThatSomebodyElseMade() throws IOException {
        admin.stored.put("f~theirs", new Hashtable<>(Map.of("key", "theirs")));

        assertThat(writer.write(wanted("f~theirs"))).isEmpty();
        assertThat(writer.write(wanted())).isEmpty();
        assertThat(admin.stored.get("f~theirs").get("key")).isEqualTo("theirs");
        assertThat(writer.owns("f~theirs")).isFalse();
    }

    /** As much of Configuration Admin as a writer needs. */
    private static final class Admin {
        private final SortedMap<String, Dictionary<String, Object>> stored = new TreeMap<>();

        ConfigurationAdmin service() {
            return proxy(ConfigurationAdmin.class, (method, arguments) -> switch (method) {
                case "getConfiguration" -> configuration(arguments[0].toString());
                case "getFactoryConfiguration" -> configuration(arguments[0] + "~" + arguments[1]);
                case "listConfigurations" ->
                    stored.isEmpty()
                            ? null
                            : stored.keySet().stream().map(this::configuration).toArray(Configuration[]::new);
                default -> throw new UnsupportedOperationException(method);
            });
        }

        private Configuration configuration(String pid) {
            return proxy(Configuration.class, (method, arguments) -> switch (method) {
                case "getPid" -> pid;
                case "getProperties" -> stored.get(pid);
                case "delete" -> stored.remove(pid);
                case "updateIfDifferent" -> !arguments[0].equals(stored.put(pid, properties(arguments[0])));
                default -> throw new UnsupportedOperationException(method);
            });
        }

        private static Dictionary<String, Object> properties(Object value) {
            var properties = new Hashtable<String, Object>();
            ((Map<?, ?>) value).forEach((key, item) -> properties.put(key.toString(), item));
            return properties;
        }

        private interface Call {
            Object answer(String method, Object[] arguments);
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modkit.configuration.schema.Problem;
import org.modkit.configuration.schema.Schema;
import org.modkit.configuration.tree.Node;

class EnvironmentTest {
    private final List<Problem> problems = new ArrayList<>();

    private Node.Section over(String yaml, Map<String, String> variables) {
        Node.Section said = YamlReader.read(yaml, "file", problems);
        return Environment.over(said, variables, problems);
    }

    @Test
    void winsOverTheFileAndLeavesTheRestAlone() {
        var result = over(
                "modules: { mail-sender: { config: { host: a, port: 25 } } }",
                Map.of("MODKIT__modules__mail_sender__config__host", "b", "PATH", "/bin", "MODKIT_HOME", "/x"));

        assertThat(result.plain())
                .isEqualTo(Map.of(
                        "modules", Map.of("mail-sender", Map.of("config", Map.of("host", "b", "port", 25L)))));
    }

    @Test
    void readsValuesAsYamlWouldAndEverythingElseAsText() {
        var result = over(
                "",
                Map.of(
                        "MODKIT__modules__m__config__a", "5",
                        "MODKIT__modules__m__config__b", "true",
                        "MODKIT__modules__m__config__c", "0.5",
                        "MODKIT__modules__m__config__d", "[x, 2]",
                        "MODKIT__modules__m__config__e", "host: port",
                        "MODKIT__modules__m__config__f", "- dash",
                        "MODKIT__modules__m__config__g", "",
                        "MODKIT__modules__m__config__h", "{broken",
                        "MODKIT__modules__m__config__i", "'5'"));

        assertThat(result.section("modules").section("m").section("config").plain())
                .containsEntry("a", 5L)
                .containsEntry("b", true)
                .containsEntry("c", 0.5)
                .containsEntry("d", List.of("x", 2L))
                .containsEntry("e", "host: port")
                .containsEntry("f", "- dash")
                .containsEntry("g", "")
                .containsEntry("h", "{broken")
                .containsEntry("i", "5");
    }

    @Test
    void readsLevelsInCapitalsInSmallLettersAndKeepsMixedOnes() {
        var result = over(
                "", Map.of("MODKIT__LIFECYCLE__ON_FAILURE", "fail-fast", "MODKIT__modules__m__config__userName", "x"));

        assertThat(result.section("lifecycle").value("on_failure")).contains("fail-fast");
        assertThat(result.section("modules").section("m").section("config").value("userName"))
                .contains("x");
    }

    @Test
    void picksItemsOfAListAndAppendsBehindItsEnd() {
        var result = over(
                "modules: { m: { config: { names: [a, b] } } }",
                Map.of("MODKIT__modules__m__config__names__1", "B", "MODKIT__modules__m__config__names__7", "c"));

        assertThat(result.section("modules").section("m").section("config").plain())
                .containsEntry("names", List.of("a", "B", "c"));
    }

    @Test
    void namesTheVariableThatIsWrong() {
        var result = over("", Map.of("MODKIT__lifecycle__wokers", "3", "MODKIT__lifecycle____x", "3"));
        problems.addAll(Schema.problems(result));

        assertThat(problems)
                .extracting(Problem::where)
                .containsExactly(
                        "environment variable MODKIT__lifecycle____x",
                        "environment variable MODKIT__lifecycle__wokers");
        assertThat(problems.get(1).remedy()).contains("'workers'");
    }
}

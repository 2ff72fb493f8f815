// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverDocumentTest {
    private static final String ID = "0190a000-0000-7000-8000-000000000001";

    private static HandoverDocument read(String json) throws HandoverException {
        return HandoverDocument.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhoTheChildIs(@TempDir Path folder) throws HandoverException, IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));

        HandoverDocument document = read("{'module':'m','instance':'" + ID + "','token':'t','directory':'http://h:1',"
                + "'heartbeat':'1s','config':null,'tomorrow':{},'bundles':['" + jar + "']}");

        assertThat(document.identity().module()).isEqualTo("m");
        assertThat(document.identity().instance()).isEqualTo(UUID.fromString(ID));
        assertThat(document.identity().directory()).isEqualTo(URI.create("http://h:1"));
        assertThat(document.identity().heartbeat()).contains("1s");
        assertThat(document.token()).isEqualTo("t");
        assertThat(document.bundles()).containsExactly(jar);
        assertThat(document.section("config")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        {'module':                                                              | a JSON object, but can't be read
        [geheim]                                                                | a JSON object, but is something else
        {}                                                                      | a text as 'module', but has none
        {'module':'m','instance':'geheim'}                                      | a UUID as 'instance', but
        {'module':'m','instance':'ID','directory':'ge heim'}                    | an address as 'directory', but
        {'module':'m','instance':'ID','directory':'http://h:1'}                 | a text as 'token', but has none
        {'module':'m','instance':'ID','directory':'u:1','token':'geheim','bundles':7} | a list as 'bundles', but
        {'module':'m','instance':'ID','directory':'u:1','token':'geheim','bundles':['x.jar']} | names 'x.jar', which is none
        """)
    void saysWhatIsWrongInASentenceWithoutSecrets(String json, String sentence) {
        assertThatThrownBy(() -> read(json.replace("ID", ID)))
                .isInstanceOf(HandoverException.class)
                .hasMessageStartingWith("What the host handed over should have ")
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("geheim")
                .hasLineCount(1);
    }

    @Test
    void refusesASectionThatIsNone() throws HandoverException {
        HandoverDocument document =
                read("{'module':'m','instance':'" + ID + "','token':'t','directory':'http://h:1','logging':'loud'}");

        assertThatThrownBy(() -> document.section("logging")).hasMessageContaining("an object as 'logging'");
    }
}

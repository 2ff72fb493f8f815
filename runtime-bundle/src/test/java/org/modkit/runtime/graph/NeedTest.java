// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

class NeedTest {
    @Test
    void readsANameAlone() {
        Need need = Need.parse("ledger");

        assertThat(need.module()).isEqualTo("ledger");
        assertThat(need.optional()).isFalse();
        assertThat(need.restart()).isFalse();
        assertThat(need.accepts(Version.emptyVersion)).isTrue();
        assertThat(need.accepts(new Version(99, 0, 0))).isTrue();
    }

    @Test
    void readsEverythingThatCanBeSaid() {
        Need need = Need.parse(" ledger ; version=\"[1.2,2)\" ; optional ; restart ");

        assertThat(need).isEqualTo(new Need("ledger", new VersionRange("[1.2,2)"), true, true));
    }

    @ParameterizedTest
    @CsvSource({
        "'[1.2,2)',1.1.9,false",
        "'[1.2,2)',1.2.0,true",
        "'[1.2,2)',2.0.0,false",
        "1.2,2.0.0,true",
        "1.2,1.1.0,false"
    })
    void acceptsVersionsAsOsgiDoes(String range, String version, boolean accepted) {
        assertThat(Need.parse("ledger;version=" + range).accepts(new Version(version)))
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| The need '' must start with a module's name, but it is empty; give it a name such as 'billing'.",
                "my_ledger| The need 'my_ledger' must start with a module's name, but it has an underscore; use 'my-ledger'.",
                ";optional| The need ';optional' must start with a module's name, but it is empty; give it a name such as 'billing'.",
                "a;optinal| The need 'a;optinal' may say 'version=', 'optional' and 'restart', but says 'optinal'. Correct or remove it.",
                "a;version=[1,| The need 'a;version=[1,' must name a version range such as '[1.2,2)', but names '[1,'. Correct it.",
                "a;restart| The need 'a;restart' says 'restart', which only an optional need can. Add ';optional' or remove ';restart'."
            })
    void saysWhatIsWrongAndWhatToDo(String text, String sentence) {
        assertThatThrownBy(() -> Need.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}

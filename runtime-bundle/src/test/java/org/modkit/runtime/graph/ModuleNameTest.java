// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "billing", "rest-gateway", "v2", "a-1-b"})
    void acceptsKebabCase(String name) {
        assertThat(ModuleName.fault(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"| it is empty; give it a name such as 'billing'",
                "my_mod| it has an underscore; use 'my-mod'",
                "Billing| it does not start with a lower-case letter; start it with 'a' to 'z'",
                "2fast| it does not start with a lower-case letter; start it with 'a' to 'z'",
                "-a| it does not start with a lower-case letter; start it with 'a' to 'z'",
                "a-| it ends with a hyphen; remove the hyphen",
                "a--b| it has two hyphens in a row; leave one",
                "a.b| it has characters other than 'a' to 'z', '0' to '9' and '-'; leave them out",
                "größe| it has characters other than 'a' to 'z', '0' to '9' and '-'; leave them out"
            })
    void saysWhatIsWrongWithOthers(String name, String fault) {
        assertThat(ModuleName.fault(name)).contains(fault);
    }
}

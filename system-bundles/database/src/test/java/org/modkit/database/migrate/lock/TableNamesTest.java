// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableNamesTest {
    /** These names are in databases out there: a change of them applies every migration once more. */
    @Test
    void namesNeverChange() {
        assertThat(TableNames.of("ledger"))
                .isEqualTo(new TableNames(
                        "modkit_migrations__ledger__fe14010b", "modkit_migrations__ledger__fe14010b_lock"));
        assertThat(TableNames.of("user-accounts").history()).isEqualTo("modkit_migrations__user_accounts__9cf273b4");
        assertThat(TableNames.of("Ärger ¡").history()).isEqualTo("modkit_migrations___rger____a4d0a812");
        assertThat(TableNames.of("").history()).isEqualTo("modkit_migrations_____e3b0c442");
    }

    @Test
    void longNamesAreCutToWhatPostgresAllows() {
        TableNames names = TableNames.of("a".repeat(200));

        assertThat(names.lock()).hasSize(63).endsWith("_lock");
        assertThat(names.history()).isEqualTo("modkit_migrations__" + "a".repeat(29) + "__c2a908d9");
    }

    @Test
    void namesThatLookAlikeStayApart() {
        assertThat(TableNames.of("shop-a")).isNotEqualTo(TableNames.of("shop_a"));
        assertThat(TableNames.of("SHOP")).isNotEqualTo(TableNames.of("shop"));
        assertThat(TableNames.of("a".repeat(60) + "b")).isNotEqualTo(TableNames.of("a".repeat(60) + "c"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFoldersTest {
    @Test
    void areBelowTheHomeOfTheContainerOrTheDataOfKaraf() {
        assertThat(DataFolders.by(Map.of("modkit.home", "/srv/x", "karaf.data", "/k")::get)
                        .apply("ledger"))
                .isEqualTo(Path.of("/srv/x/data/ledger"));
        assertThat(DataFolders.by(Map.of("karaf.data", "/k")::get).apply("ledger"))
                .isEqualTo(Path.of("/k/modkit/ledger"));
        assertThat(DataFolders.by(Map.<String, String>of()::get).apply("ledger"))
                .isEqualTo(Path.of("data/ledger").toAbsolutePath());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.SecurityContext;
import org.junit.jupiter.api.Test;
import org.modkit.samples.vault.Vault.Delivery;
import org.modkit.samples.vault.Vault.Gold;

class VaultModuleTest {
    private final Vault vault = (Vault) new VaultModule().resources().iterator().next();

    @Test
    void countsItsGoldForWhoeverAsks() {
        SecurityContext caller = mock();
        when(caller.getUserPrincipal()).thenReturn(() -> "ann");

        assertThat(vault.count(caller)).isEqualTo(new Gold(3, "ann"));
        assertThat(vault.bring(new Delivery(2), caller)).isEqualTo(new Gold(5, "ann"));
        assertThat(vault.count(caller)).isEqualTo(new Gold(5, "ann"));
    }

    /** That the gateway goes by it is proved where the gateway is. */
    @Test
    void saysOfEveryRouteWhoMayCallIt() {
        assertThat(Vault.class.getDeclaredMethods())
                .filteredOn(method -> !method.isSynthetic())
                .isNotEmpty()
                .allMatch(method ->
                        method.isAnnotationPresent(PermitAll.class) != method.isAnnotationPresent(RolesAllowed.class));
    }
}

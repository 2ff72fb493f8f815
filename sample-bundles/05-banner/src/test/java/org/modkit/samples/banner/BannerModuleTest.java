// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.banner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.modkit.api.ModuleContext;

class BannerModuleTest {
    @Test
    void drawsItsText() {
        assertThat(BannerModule.drawn("Hi")).isEqualTo("=== Hi ===");
    }

    @Test
    void showsItsTextAgainWhenTheConfigurationChanges() {
        ModuleContext context = mock();
        when(context.config(BannerConfig.class)).thenReturn(new BannerConfig(null), new BannerConfig("Other"));
        var module = new BannerModule();
        module.init(context);
        module.configurationChanged(context);
        verify(context, times(2)).config(BannerConfig.class);
    }

    @Test
    void showsTheNameOfThisProjectUnlessToldOtherwise() {
        assertThat(new BannerConfig(null).text()).isEqualTo("ModKit");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.hello.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelloRestModuleTest {
    private final Greetings greetings = new Greetings();

    @Test
    void bringsOneResource() {
        assertThat(new HelloRestModule().resources()).singleElement().isInstanceOf(Greetings.class);
    }

    @Test
    void greetsWhomThePathNames() {
        assertThat(greetings.greet("Ann")).isEqualTo(new Greeting("Ann", "Hello, Ann."));
    }

    @Test
    void greetsAsOftenAsTheBodySays() {
        assertThat(greetings.grant(new Wish("Ann", 1)).text()).isEqualTo("Hello, Ann.");
        assertThat(greetings.grant(new Wish("Ann", 3)).text()).isEqualTo("Hello, Ann, Ann, Ann.");
    }
}

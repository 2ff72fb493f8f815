// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.oop.api;

/** What the module {@code echo} offers, wherever it runs. */
public interface Echo {
    /** Returns the id of the process that answers, a space, and what was said. */
    String say(String what);
}

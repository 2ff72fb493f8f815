// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import java.lang.reflect.Field;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;

/** The simple log of the tests has no context of its own. */
final class LogContexts {
    private LogContexts() {}

    static void on() throws ReflectiveOperationException {
        Field adapter = MDC.class.getDeclaredField("mdcAdapter");
        adapter.setAccessible(true);
        adapter.set(null, new BasicMDCAdapter());
    }
}

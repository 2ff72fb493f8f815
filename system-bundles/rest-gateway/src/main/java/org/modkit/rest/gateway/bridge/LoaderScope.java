// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import java.util.function.Supplier;

/** Lends the thread another context class loader. */
final class LoaderScope {
    private LoaderScope() {}

    static <T> T within(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static void run(ClassLoader loader, Runnable work) {
        within(loader, () -> {
            work.run();
            return null;
        });
    }
}

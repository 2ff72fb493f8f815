// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import java.util.function.Supplier;

/** Lends the thread another context class loader. */
public final class LoaderScope {
    private LoaderScope() {}

    /**
     * Works with it, and gives the thread its own back.
     *
     * @param <T> what comes of the work
     * @param loader the other one
     * @param work what to do
     * @return what came of it
     */
    public static <T> T within(ClassLoader loader, Supplier<T> work) {
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

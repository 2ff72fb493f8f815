// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

/** Runs work with a module's class loader as the context class loader; the idea is airlift's. */
final class ModuleLoaderScope {
    private ModuleLoaderScope() {}

    /** Code of a module. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static void within(ClassLoader loader, Work work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

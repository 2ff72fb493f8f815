// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.rest;

import java.net.URI;

/** Who serves the resource, within its process. One thread calls it. */
interface Served extends AutoCloseable {
    /**
     * Listens, and serves from now on. Measured.
     *
     * @return where the resource is
     * @throws Exception if that fails
     */
    URI listen() throws Exception;

    /**
     * Brings more modules, until so many are there.
     *
     * @param count how many
     * @throws Exception if that fails
     */
    void grow(int count) throws Exception;

    /** Brings one more module. */
    void come() throws Exception;

    /** Takes it away again. */
    void go() throws Exception;

    @Override
    void close() throws Exception;
}

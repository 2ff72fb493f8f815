// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.status;

/**
 * Names a bundle.
 *
 * @param symbolicName its symbolic name
 * @param version its version
 * @param id its id in the framework
 */
public record BundleRef(String symbolicName, String version, long id) {
    /**
     * Returns it the way messages write it.
     *
     * @return {@code name [id]}
     */
    @Override
    public String toString() {
        return symbolicName + " [" + id + "]";
    }
}

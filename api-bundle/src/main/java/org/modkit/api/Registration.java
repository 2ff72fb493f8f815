// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

import org.osgi.annotation.versioning.ProviderType;

/** Something that was registered and can be taken back. */
@ProviderType
public interface Registration extends AutoCloseable {
    /** Takes it back; nothing happens the second time. Any thread may call it. */
    @Override
    void close();
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import org.osgi.annotation.versioning.ProviderType;

/** Says once that a module is ready for those that need it. Any thread may give it. */
@ProviderType
public interface ReadySignal {
    /** Says that the module is ready; nothing happens the second time, or after the deadline has passed. */
    void ready();
}

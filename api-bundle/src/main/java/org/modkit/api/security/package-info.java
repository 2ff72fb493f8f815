// SPDX-License-Identifier: Apache-2.0
/**
 * Who calls, and whether they may: what authentication and authorization plugins implement, and what hosts of traffic ask.
 *
 * <p>A plugin registers its client with the hub ({@link org.modkit.api.client.ClientHub#register(Class, Object)}) or as an
 * OSGi service; hosts look it up for each request, so that plugins come and go while traffic flows.
 *
 * <p>For plugin authors and hosts (consumers, import {@code [0.1,0.2)}). Start at
 * {@link org.modkit.api.security.AuthenticationClient}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.security;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

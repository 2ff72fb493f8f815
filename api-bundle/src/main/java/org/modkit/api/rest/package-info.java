// SPDX-License-Identifier: Apache-2.0
/**
 * What modules and tools can say to the REST gateway and hear from it, beyond Jakarta REST.
 *
 * <p>For module authors and tools (consumers, import {@code [0.1,1)}) and for the gateway (provider, import
 * {@code [0.1,0.2)}). Authors start at {@link org.modkit.api.rest.RouteLimit}, tools at
 * {@link org.modkit.api.rest.RequestListener}.
 */
@Export
@Version("0.1.0")
package org.modkit.api.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

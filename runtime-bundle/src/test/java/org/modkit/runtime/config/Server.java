// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

/** A section of a module's configuration. A class of its own, so that a test can load a copy of it. */
public record Server(String host, int port, boolean secure) {}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.database;

/** Decides which database a module has. */
public final class Resolver {}

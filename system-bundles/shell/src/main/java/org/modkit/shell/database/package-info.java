// SPDX-License-Identifier: Apache-2.0
/**
 * The verbs about databases: {@code migrate} and {@code databases}, with their pages and their JSON.
 *
 * <p><em>In:</em> values of {@code org.modkit.api.database}. <em>Out:</em> as in {@code verb}, which does not know of
 * this room. <em>Thread:</em> the asker's. Enter at {@link org.modkit.shell.database.MigrateVerb}. Uses {@code verb} and
 * {@code print}.
 */
package org.modkit.shell.database;

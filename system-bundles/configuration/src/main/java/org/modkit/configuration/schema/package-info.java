// SPDX-License-Identifier: Apache-2.0
/**
 * What may be written, and a sentence for everything else. Pure.
 *
 * <p><em>In:</em> a tree. <em>Out:</em> every problem of it. Enter at {@link org.modkit.configuration.schema.Schema}.
 * <em>Uses</em> {@code tree}. A new key is one line in {@code Schema}.
 */
package org.modkit.configuration.schema;

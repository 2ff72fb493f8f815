// SPDX-License-Identifier: Apache-2.0
/**
 * What the configuration says of modules that run elsewhere, and the document that a child of this process is handed.
 *
 * <p><em>In:</em> Configuration Admin. <em>Out:</em> {@link org.modkit.process.render.ModuleRuntime} for whoever starts
 * children, {@link org.modkit.process.render.HandoverDocument} for the child. Secrets are in the document and nowhere else.
 * Pure. Start at {@link org.modkit.process.render.Configurations}.
 */
package org.modkit.process.render;

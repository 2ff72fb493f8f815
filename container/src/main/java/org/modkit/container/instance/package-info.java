// SPDX-License-Identifier: Apache-2.0
/**
 * The folder of one container: where its files lie, who holds it, how it is reached.
 *
 * <p>Enter at {@link org.modkit.container.instance.Instance}. Uses nothing of ours.
 */
package org.modkit.container.instance;

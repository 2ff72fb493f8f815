// SPDX-License-Identifier: Apache-2.0
/**
 * Who may speak to the directory from outside of this process, and for whom.
 *
 * <p>Start at {@link org.modkit.directory.admission.Passes}, which is what others of this process see; the wire asks
 * {@link org.modkit.directory.admission.Pass}.
 */
package org.modkit.directory.admission;

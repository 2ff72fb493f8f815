// SPDX-License-Identifier: Apache-2.0
/**
 * Children as processes of this machine: started with a folder of their own and few variables, ended with all they
 * started, never confused with a stranger that has the same pid.
 *
 * <p>Start at {@link org.modkit.process.local.LocalBackend}.
 */
package org.modkit.process.local;

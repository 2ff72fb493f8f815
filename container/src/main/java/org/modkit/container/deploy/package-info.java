// SPDX-License-Identifier: Apache-2.0
/**
 * Says in one sentence why something that lies in {@code deploy/} does not run.
 *
 * <p>Felix File Install passes over what is no bundle without a word, and explains what does not resolve by a stack
 * trace. <em>Thread:</em> one, {@code modkit-deploy}, which only looks. Enter at
 * {@link org.modkit.container.deploy.DeployWatch}. Uses nothing of ours.
 */
package org.modkit.container.deploy;

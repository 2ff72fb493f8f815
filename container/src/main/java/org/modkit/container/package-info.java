// SPDX-License-Identifier: Apache-2.0
/**
 * The stand-alone host as a program. {@link org.modkit.container.Main} hands over to {@code cli}.
 *
 * <p>Rooms: {@code cli} (verbs and exit codes) uses {@code instance} (the folder of one container), {@code launch} (the
 * framework and its bundles), {@code control} (asking a running container) and {@code deploy} (what lies in
 * {@code deploy/} and does not run). {@code child} is a second way in, for containers that another one starts. No room decides anything about the life of modules.
 */
package org.modkit.container;

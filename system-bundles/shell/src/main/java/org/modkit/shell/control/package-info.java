// SPDX-License-Identifier: Apache-2.0
/**
 * The control channel: a Unix domain socket that only its owner can open.
 *
 * <p>A client sends one line of JSON,
 * {@code {"schema":1,"verb":"why","arguments":["mail"],"json":false,"width":120}}, and gets one JSON object a line:
 * {@code {"out":"text"}} for what was asked, {@code {"err":"text"}} for why it can't be had, and at last
 * {@code {"exit":0}}. A text is one or more lines without the last one's end. <em>Threads:</em> one accepts, each
 * connection has one of its own, and one watches that none lingers. Enter at
 * {@link org.modkit.shell.control.ControlServer}.
 */
package org.modkit.shell.control;

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.rest;

/**
 * A request, as it is known when it comes.
 *
 * @param id under which log lines and problem documents name it
 * @param method its method
 * @param path its path, without the query
 * @param traceparent the trace it belongs to, in the form of W3C Trace Context; its parent-id is the gateway's own span
 * @param parent the span that the client has sent, 16 hexadecimal digits, or empty
 */
public record RestRequest(String id, String method, String path, String traceparent, String parent) {}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.database;

/**
 * One module's connection pool at one moment.
 *
 * @param module the module's name
 * @param database the database's address without secrets
 * @param active connections in use
 * @param idle connections ready for use
 * @param waiting threads that wait for a connection
 * @param max how many connections there may be
 * @param trouble what ails the database, a sentence; empty if it answers
 */
public record PoolStatus(String module, String database, int active, int idle, int waiting, int max, String trouble) {}

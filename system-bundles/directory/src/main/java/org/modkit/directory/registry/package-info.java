// SPDX-License-Identifier: Apache-2.0
/**
 * Which instances of modules there are, where they are reached, and which of them get calls. Knows neither gRPC nor a
 * framework, and no clock but the one it is given.
 *
 * <p>Start at {@link org.modkit.directory.registry.Registry}; which state may follow which is in
 * {@code Transitions}, where instances are kept is behind
 * {@link org.modkit.directory.registry.InstanceStore}.
 */
package org.modkit.directory.registry;

// SPDX-License-Identifier: Apache-2.0
package org.modkit.api.capability;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of capability, with the labels of the original. */
public enum Capability {
    /** Wires runtime internals, before and after everybody's init. */
    SYSTEM("system", "SystemCapability"),
    /** Has database migrations. */
    DATABASE("db", "DatabaseCapability"),
    /** Offers REST resources. */
    REST("rest", "RestApiCapability"),
    /** Is the one REST host. */
    REST_HOST("rest_host", "ApiGatewayCapability"),
    /** Offers gRPC services. */
    GRPC("grpc", "GrpcServiceCapability"),
    /** Is the one gRPC hub. */
    GRPC_HUB("grpc_hub", "GrpcHubCapability"),
    /** Starts, runs and stops. */
    RUNNABLE("stateful", "RunnableCapability");

    private final String label;
    private final String type;

    Capability(String label, String type) {
        this.label = label;
        this.type = "org.modkit.api.capability." + type;
    }

    /**
     * Returns the word used in {@code capabilities = ...} and in status listings.
     *
     * @return the original's label
     */
    public String label() {
        return label;
    }

    /**
     * Returns the interface a service of this capability is registered under.
     *
     * @return its fully qualified class name
     */
    public String type() {
        return type;
    }

    /**
     * Finds a capability by its label.
     *
     * @param label the label
     * @return the capability, or empty if there is none of that label
     */
    public static Optional<Capability> ofLabel(String label) {
        return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
    }

    /**
     * Finds a capability by its interface.
     *
     * @param type a fully qualified class name
     * @return the capability, or empty if it is no capability interface
     */
    public static Optional<Capability> ofType(String type) {
        return Arrays.stream(values()).filter(c -> c.type.equals(type)).findFirst();
    }
}

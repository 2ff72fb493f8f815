// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One module with its instances, as the original lists it.
 *
 * @param name its name
 * @param version of the first instance that says one; left out if none does
 * @param capabilities their labels
 * @param dependencies the names of the modules it needs
 * @param deploymentMode {@code compiled_in} if it runs in this process, {@code out_of_process} if not
 * @param instances those the directory knows of
 */
public record ListedModule(
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) String version,
        List<String> capabilities,
        List<String> dependencies,
        @JsonProperty("deployment_mode") String deploymentMode,
        List<ListedInstance> instances) {
    /**
     * One instance of a module.
     *
     * @param instanceId its id
     * @param version of the module, if it said one; left out if not
     * @param state {@code registered}, {@code ready}, {@code healthy}, {@code quarantined} or {@code draining}
     * @param grpcServices where its gRPC services are reached, by their full names
     */
    public record ListedInstance(
            @JsonProperty("instance_id") UUID instanceId,
            @JsonInclude(JsonInclude.Include.NON_NULL) String version,
            String state,
            @JsonProperty("grpc_services") Map<String, String> grpcServices) {}
}

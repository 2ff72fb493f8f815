// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.modkit.api.status.ModuleStatus;
import org.modkit.rest.gateway.mount.Mount;
import org.modkit.rest.gateway.mount.Mounts;

/** All modules by name, and how requests wait for those that are being replaced. */
final class ModuleList {
    private final OwnPages.Sources sources;
    private final Mounts mounts;

    ModuleList(OwnPages.Sources sources, Mounts mounts) {
        this.sources = sources;
        this.mounts = mounts;
    }

    Page page() {
        Map<String, String> paths = mounts.open().collect(Collectors.toMap(Mount::module, Mount::path, (a, b) -> a));
        List<ModuleStatus> modules =
                sources.runtime().get().map(found -> found.status().modules()).orElse(List.of());
        return Page.json(Map.of(
                "parking",
                new TreeMap<>(sources.parking().get()),
                "modules",
                modules.stream()
                        .map(module -> told(module, paths.get(module.name())))
                        .toList()));
    }

    private static Map<String, Object> told(ModuleStatus module, String path) {
        var told = new LinkedHashMap<String, Object>();
        told.put("name", module.name());
        told.put("state", module.state().name());
        module.phase().ifPresent(phase -> told.put("phase", phase.name()));
        told.put("system", module.system());
        told.put("required", module.required());
        told.put("capabilities", module.capabilities());
        told.put("needs", module.needs());
        told.put("bundle", module.bundle());
        told.put("since", module.since().toString());
        told.put("restarts", module.restarts());
        if (!module.place().isEmpty()) {
            told.put("place", module.place());
        }
        told.put("reason", module.reason());
        if (path != null) {
            told.put("path", path);
        }
        return told;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.modkit.api.status.ModkitRuntime;
import org.modkit.api.status.ModuleState;
import org.modkit.api.status.ModuleStatus;
import org.modkit.api.status.RuntimeStatus;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Problem.FieldError;
import org.modkit.rest.gateway.problem.Refusal;

/** Whether this process is alive, and whether it is ready for what it is there for. */
final class Health {
    private final Supplier<Optional<ModkitRuntime>> runtime;

    Health(Supplier<Optional<ModkitRuntime>> runtime) {
        this.runtime = runtime;
    }

    Page ok() {
        return Page.changing("text/plain;charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
    }

    Page alive() {
        return Page.json(Map.of(
                "status",
                "healthy",
                "timestamp",
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    /** Modules that are not required make it degraded, which is ready as well. Reasons may name what is behind. */
    Page ready(boolean withReasons) {
        RuntimeStatus status = runtime.get()
                .map(ModkitRuntime::status)
                .orElseThrow(() -> unready("There is no ModKit runtime in this container.", List.of()));
        List<ModuleStatus> down = status.modules().stream()
                .filter(module -> module.state() != ModuleState.RUNNING)
                .toList();
        List<ModuleStatus> missing =
                down.stream().filter(ModuleStatus::required).toList();
        if (!status.ready()) {
            throw unready(sentence(missing, down), withReasons ? missing : List.of());
        }
        var said = new LinkedHashMap<String, Object>();
        said.put("status", down.isEmpty() ? "ready" : "degraded");
        said.put("running", status.modules().size() - down.size());
        if (withReasons) {
            said.put("down", down.stream().map(Health::told).toList());
        }
        return Page.json(said);
    }

    private static String sentence(List<ModuleStatus> missing, List<ModuleStatus> down) {
        if (!missing.isEmpty()) {
            return "Required modules are not running: " + names(missing) + ".";
        }
        List<ModuleStatus> moving = down.stream()
                .filter(module -> module.state() == ModuleState.STARTING || module.state() == ModuleState.STOPPING)
                .toList();
        return moving.isEmpty()
                ? "The container has not settled yet."
                : "Modules are on their way: " + names(moving) + ".";
    }

    private static String names(List<ModuleStatus> modules) {
        return modules.stream().map(module -> "'" + module.name() + "'").collect(Collectors.joining(", "));
    }

    private static Map<String, Object> told(ModuleStatus module) {
        return Map.of("module", module.name(), "state", module.state().name(), "reason", module.reason());
    }

    private static Refusal unready(String sentence, List<ModuleStatus> missing) {
        List<FieldError> errors = missing.stream()
                .map(module -> new FieldError(
                        module.name(), module.state() + (module.reason().isEmpty() ? "" : ": " + module.reason())))
                .toList();
        return new Refusal(Problem.of(HttpStatus.SERVICE_UNAVAILABLE_503, sentence)
                .with(errors)
                .with("Retry-After", "1"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.modkit.container.instance.Instance;
import org.modkit.container.launch.Container;
import org.modkit.container.launch.Endpoints;
import org.modkit.container.launch.RunningModules;
import org.modkit.container.launch.RunningModules.Running;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Tells who started the container what runs, and what to try next. */
final class Welcome implements Container.Listener {
    private static final long PATIENCE_MILLIS = 10_000;

    private final Home home;
    private final Instance instance;
    private final long begin;

    Welcome(Home home, Instance instance, long begin) {
        this.home = home;
        this.instance = instance;
        this.begin = begin;
    }

    @Override
    public void started(Framework framework) {
        Optional<RunningModules> found = RunningModules.of(framework, PATIENCE_MILLIS);
        if (framework.getState() != Bundle.ACTIVE) {
            // Stopped while it started; a welcome would come late.
            return;
        }
        var text = new StringBuilder();
        text.append(String.format("ModKit is up after %.1f s%s%n", (System.nanoTime() - begin) / 1e9, summary(found)));
        found.ifPresent(modules -> text.append(others(modules)));
        Endpoints.rest(framework).ifPresent(address -> text.append(pages(address)));
        Endpoints.grpc(framework)
                .ifPresent(address -> text.append("gRPC at ").append(address).append('\n'));
        text.append("Drop bundles into ").append(instance.deploy()).append('\n');
        text.append("In another terminal: modkit status | modkit why MODULE | modkit stop\n");
        text.append("Ctrl-C takes everything down in order.\n");
        // At once, so that nobody who waits for it sees half of it.
        home.out.print(text);
    }

    private static String summary(Optional<RunningModules> found) {
        if (found.isEmpty()) {
            return ".";
        }
        List<String> running = found.get().modules().stream()
                .filter(Welcome::runs)
                .map(Running::name)
                .toList();
        return switch (running.size()) {
            case 0 -> ", no module runs yet.";
            case 1 -> ", 1 module runs: " + running.get(0) + ".";
            default -> ", " + running.size() + " modules run: " + String.join(", ", running) + ".";
        };
    }

    private static String others(RunningModules found) {
        return found.modules().stream()
                .filter(module -> !runs(module))
                .map(module -> "  " + module.state() + " " + module.name()
                        + (module.reason().isEmpty() ? "" : ": " + module.reason()) + "\n")
                .collect(Collectors.joining());
    }

    /** Names the page that shows what there is to call, unless the user has switched it off. */
    private String pages(URI address) {
        boolean isShown = home.settings()
                .effective()
                .section("modules")
                .section("rest-gateway")
                .section("config")
                .value("docs")
                .map(docs -> Boolean.parseBoolean(docs.toString()))
                .orElse(true);
        return isShown ? "Open " + address + "/docs\n" : "REST at " + address + "\n";
    }

    private static boolean runs(Running module) {
        return module.state().equals("RUNNING");
    }

    @Override
    public void interrupted() {
        home.err.println("Stopping in order. A second signal ends the process at once.");
    }
}

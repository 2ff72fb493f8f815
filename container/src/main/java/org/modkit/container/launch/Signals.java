// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the operating system's signals do: the first INT, TERM or HUP asks for an ordered stop, a further one ends the
 * process at once.
 *
 * <p>Instead of a shutdown hook, which could neither tell a second signal nor choose the exit code. The class that takes
 * signals is the JDK's, but not in its documentation, so it is looked up; where it is missing, the JVM does as always.
 */
final class Signals {
    /** What shells report of a program ended by the second Ctrl-C. */
    static final int FORCED = 130;

    private static final String TERM = "TERM";
    private static final Set<String> ALL = Set.of("INT", TERM, "HUP");

    private final Runnable stop;
    private final Set<String> meant;
    private final AtomicInteger received = new AtomicInteger();

    private Signals(Runnable stop, Set<String> meant) {
        this.stop = stop;
        this.meant = meant;
    }

    /** Directs signals to {@code stop}, which is called once, on a thread of the JVM. */
    static void direct(Runnable stop) {
        new Signals(stop, ALL).take();
    }

    /**
     * Directs what a host sends to {@code stop}. A terminal sends its signals to all processes in it; those are for the host,
     * which ends its children when it is their turn.
     */
    static void directOfHost(Runnable stop) {
        new Signals(stop, Set.of(TERM)).take();
    }

    private void take() {
        ALL.forEach(this::take);
    }

    private void take(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (p, m, arguments) -> {
                        return switch (m.getName()) {
                            case "handle" -> received(name);
                            case "equals" -> p == arguments[0];
                            case "hashCode" -> System.identityHashCode(p);
                            default -> "the container's signal handler";
                        };
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException e) {
            // This JVM has no such class, or this system no such signal, or somebody else has taken it.
        }
    }

    private Object received(String name) {
        if (!meant.contains(name)) {
            return null;
        }
        if (received.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(FORCED);
        }
        stop.run();
        return null;
    }
}

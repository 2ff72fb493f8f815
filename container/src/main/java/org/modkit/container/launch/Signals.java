// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.launch;

import java.lang.reflect.Proxy;
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

    private final Runnable stop;
    private final AtomicInteger received = new AtomicInteger();

    private Signals(Runnable stop) {
        this.stop = stop;
    }

    /** Directs signals to {@code stop}, which is called once, on a thread of the JVM. */
    static void direct(Runnable stop) {
        var signals = new Signals(stop);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            signals.take(name);
        }
    }

    private void take(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (p, m, arguments) -> {
                        return switch (m.getName()) {
                            case "handle" -> received();
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

    private Object received() {
        if (received.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(FORCED);
        }
        stop.run();
        return null;
    }
}

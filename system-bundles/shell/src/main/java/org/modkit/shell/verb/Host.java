// SPDX-License-Identifier: Apache-2.0
package org.modkit.shell.verb;

/** The program we run in, as far as a verb may steer it. */
@FunctionalInterface
public interface Host {
    /**
     * Begins to stop the whole program and returns; what runs in it goes down meanwhile.
     *
     * @throws Refusal if that is not ours to do
     */
    void stop();

    /**
     * Tells, before anything is touched, whether {@link #stop} would be refused.
     *
     * @throws Refusal if so
     */
    default void checkStop() {}

    /**
     * Returns the host that is our own container.
     *
     * @param framework begins to stop the framework
     * @return a host that can be stopped
     */
    static Host own(Runnable framework) {
        return framework::run;
    }

    /**
     * Returns the host that is Apache Karaf, which has more in it than us.
     *
     * @return a host that refuses
     */
    static Host karaf() {
        return new Host() {
            @Override
            public void stop() {
                throw Refusal.because("'stop' ends ModKit's own container, but this is Apache Karaf."
                        + " Use Karaf's command 'system:shutdown'; modules go down in order then, too.");
            }

            @Override
            public void checkStop() {
                stop();
            }
        };
    }
}

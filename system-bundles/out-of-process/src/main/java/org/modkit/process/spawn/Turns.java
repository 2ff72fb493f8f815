// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.time.Duration;
import java.time.Instant;
import org.modkit.api.Registration;

/** The thread of one fleet and its clock. Any thread may post. */
interface Turns extends AutoCloseable {
    /** Has something done in its turn; not any more once closed. */
    void post(Runnable turn);

    /** Has something done later, unless it is called off. */
    Registration after(Duration wait, Runnable turn);

    /** What people's clocks show. */
    Instant now();

    @Override
    void close();
}

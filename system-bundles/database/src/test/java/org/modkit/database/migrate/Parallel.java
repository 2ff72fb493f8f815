// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does things at the same time. */
final class Parallel {
    private Parallel() {}

    /** Begins everything at once and returns the answers in the order of the questions. */
    @SafeVarargs
    static <T> List<T> run(Callable<T>... works) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(works.length);
        ExecutorService threads = Executors.newFixedThreadPool(works.length);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : works) {
                futures.add(threads.submit(() -> {
                    begin.await(30, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}

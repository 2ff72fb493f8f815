// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.ProblemAnswer;
import org.modkit.rest.gateway.problem.RequestId;
import org.modkit.rest.gateway.problem.UnreadBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request in a module, from both ends. Whoever moves it to the next stage first owns the response: the module, the
 * clock, or the mount that closes.
 */
public final class Exchange implements ContainerResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private enum Stage {
        UNANSWERED,
        ANSWERING,
        ENDED
    }

    private final Application.Call call;
    private final Application.Budget budget;
    private final Worker worker = new Worker();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.UNANSWERED);
    /** The module's code and the response. */
    private final AtomicInteger under = new AtomicInteger(2);

    private final Queue<Runnable> atEnd = new ConcurrentLinkedQueue<>();
    private final Future<?> deadline;
    private volatile Suspension suspension;
    private volatile HttpFields ours = HttpFields.EMPTY;
    private volatile ResponseStream stream;
    private volatile boolean isEventStream;

    Exchange(Application.Call call, Application.Budget budget) {
        this.call = call;
        this.budget = budget;
        long patience = budget.timeout().toMillis();
        this.deadline = patience == 0
                ? CompletableFuture.completedFuture(null)
                : budget.timer().schedule(this::timedOut, patience, TimeUnit.MILLISECONDS);
    }

    void work(Runnable module) {
        try {
            worker.run(module);
        } catch (RuntimeException | LinkageError e) {
            failure(e);
        } finally {
            leave();
        }
    }

    /** Instead of {@link #work}. */
    void refuse(Problem problem) {
        if (stage.compareAndSet(Stage.UNANSWERED, Stage.ENDED)) {
            end(problem);
        }
        leave();
    }

    private void leave() {
        if (under.decrementAndGet() == 0) {
            deadline.cancel(false);
            atEnd.forEach(Runnable::run);
            call.left().accept(this);
        }
    }

    private void timedOut() {
        if (stage.compareAndSet(Stage.UNANSWERED, Stage.ENDED)) {
            LOG.warn(
                    "Request {} had no answer within {} ms. It is told so, and the thread that works on it is interrupted.",
                    id(),
                    budget.timeout().toMillis());
            end(Problem.of(HttpStatus.GATEWAY_TIMEOUT_504));
            worker.interrupt();
        }
    }

    /**
     * Asks to be told when the module's code and the response have ended.
     *
     * @param action what to do then; to be handed over while the module's code runs
     */
    public void atEnd(Runnable action) {
        atEnd.add(action);
    }

    /** Ends a stream of events as if the module had ended it. Other responses go on to their own end. */
    public void endStream() {
        if (isEventStream && stage.compareAndSet(Stage.ANSWERING, Stage.ENDED)) {
            if (stream.end()) {
                succeeded();
            } else {
                failed(new IOException("The client does not read the events it asked for."));
            }
        }
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse from) {
        if (!stage.compareAndSet(Stage.UNANSWERED, Stage.ANSWERING)) {
            return ResponseStream.ENDED;
        }
        // A stream of events takes as long as it likes, and so does a large download.
        deadline.cancel(false);
        Response response = call.response();
        ours = HttpFields.build(response.getHeaders());
        response.setStatus(from.getStatus());
        for (var header : from.getStringHeaders().entrySet()) {
            List<String> values = header.getValue();
            if (values.size() == 1) {
                response.getHeaders().put(header.getKey(), values.get(0));
            } else {
                values.forEach(value -> response.getHeaders().add(header.getKey(), value));
            }
        }
        if (from.getStatus() >= HttpStatus.BAD_REQUEST_400 && !call.request().consumeAvailable()) {
            UnreadBody.announce(call.request(), response);
        }
        boolean hasContent = !"HEAD".equals(call.request().getMethod());
        if (length != -1) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
        String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
        isEventStream = type != null && type.startsWith("text/event-stream");
        if (isEventStream && !response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
            // What has been sent is history for whoever asks next.
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        }
        stream = hasContent ? ResponseStream.of(response) : ResponseStream.nowhere();
        return stream;
    }

    @Override
    public boolean suspend(long time, TimeUnit unit, TimeoutHandler handler) {
        if (suspension != null) {
            return false;
        }
        suspension = new Suspension(handler);
        setSuspendTimeout(time, unit);
        return true;
    }

    @Override
    public void setSuspendTimeout(long time, TimeUnit unit) {
        Suspension suspended = suspension;
        if (suspended == null) {
            throw new IllegalStateException("The request is not suspended.");
        }
        suspended.restart(time, unit);
    }

    @Override
    public void commit() {
        if (stage.compareAndSet(Stage.ANSWERING, Stage.ENDED)) {
            succeeded();
        }
    }

    @Override
    public void failure(Throwable error) {
        if (stage.compareAndSet(Stage.UNANSWERED, Stage.ENDED)) {
            LOG.error("Request {} failed.", id(), error);
            end(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR_500));
        } else {
            broken(error);
        }
    }

    /** What Jersey does about a failure depends on whether the answer has begun; this is for when it has. */
    void broken(Throwable error) {
        if (!stage.compareAndSet(Stage.ANSWERING, Stage.ENDED)) {
            return;
        }
        stream.end();
        if (error instanceof EofException) {
            LOG.debug("The client of request {} has gone.", id(), error);
            failed(error);
        } else if (call.response().isCommitted()) {
            // The client sees that the content ends too early, which is all that can still be said.
            LOG.warn("Request {} failed in the middle of its answer.", id(), error);
            failed(error);
        } else {
            LOG.error("Request {} failed while its answer was written.", id(), error);
            call.response().getHeaders().clear();
            call.response().getHeaders().add(ours);
            end(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR_500));
        }
    }

    @Override
    public boolean enableResponseBuffering() {
        return true;
    }

    private void end(Problem problem) {
        cancelTimers();
        ProblemAnswer.write(call.request(), call.response(), call.callback(), problem);
        leave();
    }

    private void succeeded() {
        cancelTimers();
        call.callback().succeeded();
        leave();
    }

    private void failed(Throwable error) {
        cancelTimers();
        call.callback().failed(error);
        leave();
    }

    private void cancelTimers() {
        deadline.cancel(false);
        Suspension suspended = suspension;
        if (suspended != null) {
            suspended.cancel();
        }
    }

    private String id() {
        return RequestId.of(call.request());
    }

    /** What a module asked for when it suspended a response. */
    private final class Suspension {
        private final TimeoutHandler handler;
        private volatile Future<?> timer;

        Suspension(TimeoutHandler handler) {
            this.handler = handler;
        }

        void restart(long time, TimeUnit unit) {
            cancel();
            if (time > AsyncResponse.NO_TIMEOUT) {
                // What happens then is the module's code, and the timer is everybody's.
                Executor executor = call.request().getComponents().getExecutor();
                timer = budget.timer()
                        .schedule(() -> executor.execute(() -> handler.onTimeout(Exchange.this)), time, unit);
            }
        }

        void cancel() {
            Future<?> running = timer;
            if (running != null) {
                running.cancel(false);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modkit.api.rest.RouteLimit;
import org.modkit.rest.gateway.mount.MountException;

class RouteLimitsTest {
    private RunningGateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.stop();
        }
    }

    /** Says how much it takes, on the class and on methods. */
    @Path("own")
    @RouteLimit(rps = 1, burst = 3)
    public static final class Own {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch let = new CountDownLatch(1);

        @GET
        public String get() {
            return "got";
        }

        @GET
        @Path("twice")
        @RouteLimit(rps = 1)
        public String twice() {
            return "got";
        }

        @GET
        @Path("any")
        @RouteLimit(rps = RouteLimit.UNLIMITED, inFlight = RouteLimit.UNLIMITED)
        public String any() {
            return "got";
        }

        @GET
        @Path("single")
        @RouteLimit(rps = RouteLimit.UNLIMITED, inFlight = 1)
        public String single() throws InterruptedException {
            entered.countDown();
            let.await();
            return "got";
        }
    }

    /** Says what can't be meant. */
    @Path("odd")
    public static final class Odd {
        @GET
        @RouteLimit(rps = 1, burst = 0)
        public String get() {
            return "got";
        }
    }

    private String policy(String path) throws Exception {
        return gateway.get(path).headers().firstValue("RateLimit-Policy").orElse("none");
    }

    @Test
    void takesAsManyAsTheAuthorSays() throws Exception {
        gateway = RunningGateway.with(Map.of());
        gateway.open("x", new Own());
        assertThat(policy("/x/own")).isEqualTo("\"route\";q=3;w=3");
        assertThat(policy("/x/own/twice")).isEqualTo("\"route\";q=2;w=2");
        assertThat(policy("/x/own/any")).isEqualTo("none");

        assertThat(gateway.get("/x/own").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/x/own").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = gateway.get("/x/own");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"route\";q=3;w=3");
    }

    @Test
    void answersAsManyAtTheSameTimeAsTheAuthorSays() throws Exception {
        gateway = RunningGateway.with(Map.of());
        var own = new Own();
        gateway.open("x", own);
        var answer = gateway.client().sendAsync(gateway.to("/x/own/single").build(), BodyHandlers.ofString());
        assertThat(own.entered.await(30, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = gateway.get("/x/own/single");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        own.let.countDown();
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAsManyAsTheOperatorSaysWhateverTheAuthorSays() throws Exception {
        gateway = RunningGateway.with(Map.of("rate_limit.modules.x.rps", "5", "rate_limit.modules.x.burst", "20"));
        gateway.open("x", new Own());
        gateway.open("y", new Own());
        assertThat(policy("/x/own")).isEqualTo("\"route\";q=20;w=4");
        assertThat(policy("/x/own/any")).isEqualTo("\"route\";q=20;w=4");
        assertThat(policy("/y/own")).isEqualTo("\"route\";q=3;w=3");
    }

    @Test
    void takesAsManyAsComeWhereNothingIsLimited() throws Exception {
        gateway = RunningGateway.with(Map.of("rate_limit.enabled", "false"));
        gateway.open("x", new Own());
        assertThat(policy("/x/own")).isEqualTo("none");
    }

    @Test
    void refusesToMountWhatCantBeMeant() {
        gateway = RunningGateway.with(Map.of());
        assertThatThrownBy(() -> gateway.open("x", new Odd()))
                .isInstanceOf(MountException.class)
                .hasMessage("The REST resources of module 'x' can't be mounted: @RouteLimit at '" + Odd.class.getName()
                        + ".get' must have numbers that are not negative, and a burst greater than zero, but has rps 1,"
                        + " burst 0, inFlight -1.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.modkit.api.ModkitModule;
import org.modkit.api.client.ClientNotFoundException;
import org.modkit.api.status.JournalEntry.Kind;
import org.modkit.api.status.ModuleState;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** What modules do wrong gets a sentence, stops nothing else, and leaves nothing behind. */
class BadModulesTest extends Neighborhood {
    @Test
    void moduleWithoutNameIsRefused() throws Exception {
        var service = Host.register(bad, host.script("bad"), new Hashtable<>(), ModkitModule.class);
        String sentence = "Bundle bad [" + bad.getBundleId() + "] registers a module without a name, so it can't be"
                + " started. Annotate it with @ModuleDefinition(name = ...) or set the service property"
                + " 'modkit.module'.";
        assertThat(host.settled().problems()).containsExactly(sentence);
        service.unregister();
        assertThat(host.settled().problems()).isEmpty();
    }

    @Test
    void everythingIllegalIsToldAtOnce() throws Exception {
        var properties = Host.properties("Bad_Name", "ledger;version=x", "mail;maybe");
        properties.put("modkit.capabilities", "flying");
        Host.register(bad, host.script("bad"), properties, ModkitModule.class);
        assertThat(host.settled().problems())
                .singleElement()
                .asString()
                .contains("it has an underscore", "'ledger;version=x'", "'mail;maybe'", "'flying'");
    }

    @Test
    void moduleWhoseBundleCannotBeResolvedIsShownWaiting() throws Exception {
        Bundle stranded = host.framework.install(
                "stranded", "org.acme.ledger;version=\"[1.2,2)\"", "modkit.module;modkit.module=billing");
        host.await(e -> e.kind() == Kind.REFUSED && e.text().contains("'billing'"));
        String sentence = "Module 'billing' waits because no installed bundle provides what its bundle stranded ["
                + stranded.getBundleId()
                + "] imports: package 'org.acme.ledger' from version 1.2.0. Deploy the bundle that"
                + " does, or correct the import.";
        assertThat(host.status("billing").state()).isEqualTo(ModuleState.WAITING);
        assertThat(reasonOf("billing")).isEqualTo(sentence);
        assertThat(host.runtime.why("billing")).containsExactly(sentence);
        assertThat(host.settled().ready()).isFalse();
        stranded.uninstall();
        assertThat(host.state("billing")).isEmpty();
    }

    @Test
    void circleAndSelfNeedAreShownAsClosedPaths() throws Exception {
        Host.offer(bad, "x", host.script("x"), "y");
        Host.offer(bad, "y", host.script("y"), "z");
        Host.offer(bad, "z", host.script("z"), "x");
        Host.offer(bad, "self", host.script("self"), "self");
        assertThat(host.settled().problems())
                .containsExactly(
                        "Module 'self' needs itself: self -> self. Remove this need.",
                        "Modules need each other in a circle: x -> y -> z -> x. Remove one of these needs.");
        assertThat(reasonOf("y")).startsWith("Modules need each other in a circle: x -> y -> z -> x.");
    }

    @Test
    void wrongVersionIsNamed() throws Exception {
        Host.offer(bad, "x", host.script("x"), "good;version=[2,3)");
        assertThat(reasonOf("x"))
                .isEqualTo("Module 'x' waits for 'good' in version [2.0.0,3.0.0), but good [1] offers 1.0.0. Deploy a"
                        + " version in that range or widen the range.");
    }

    @Test
    void exceptionInInitFailsTheModuleAndUndoesIt() throws Exception {
        Host.offer(bad, "x", host.script("x").on("init", () -> {
            throw new IllegalStateException("no licence file");
        }));
        Host.offer(bad, "y", host.script("y"), "x");
        assertThat(host.status("x").state()).isEqualTo(ModuleState.FAILED);
        assertThat(reasonOf("x"))
                .matches("Module 'x' failed in INIT after .*: no licence file\\. 'y' waits for it\\. Correct the cause,"
                        + " then retry it or deploy a new version\\.");
        assertThat(reasonOf("y")).startsWith("Module 'y' waits for 'x', which failed. Module 'x' failed in INIT");
        assertThat(host.calls).contains("init x", "close x").doesNotContain("init y", "start x");
    }

    @Test
    void errorsFailTheModuleLikeExceptions() throws Exception {
        Host.offer(bad, "x", host.script("x").on("init", () -> {
            throw new NoClassDefFoundError("org/acme/Missing");
        }));
        Host.offer(bad, "y", host.script("y").on("start", BadModulesTest::overflow));
        assertThat(reasonOf("x")).contains("java.lang.NoClassDefFoundError: org/acme/Missing");
        assertThat(reasonOf("y")).contains("java.lang.StackOverflowError");
        assertThat(host.calls).contains("stop y", "close y");
    }

    private static void overflow() {
        overflow();
    }

    @Test
    void retryTriesAgain() throws Exception {
        var broken = new CompletableFuture<Void>();
        Host.offer(bad, "x", host.script("x").on("start", () -> {
            if (!broken.isDone()) {
                throw new IllegalStateException("not yet, try again later");
            }
        }));
        assertThat(host.status("x").state()).isEqualTo(ModuleState.FAILED);
        broken.complete(null);
        assertThat(host.runtime.retry("x").toCompletableFuture().get()).isTrue();
        assertThat(host.status("x").state()).isEqualTo(ModuleState.RUNNING);
        assertThat(host.runtime.retry("x").toCompletableFuture().get()).isFalse();
    }

    @Test
    void uninstallingItselfInAHookDoesNotDeadlock() throws Exception {
        Host.offer(bad, "x", host.script("x").on("init", () -> bad.uninstall()));
        host.await("x", Kind.DOWN);
        assertThat(host.state("x")).isEmpty();
        assertThat(bad.getState()).isEqualTo(Bundle.UNINSTALLED);
        assertThat(host.calls).contains("init x", "close x").doesNotContain("start x");
    }

    @Test
    void uninstallingItselfInATaskDoesNotDeadlock() throws Exception {
        Script x = host.script("x");
        Host.offer(bad, "x", x.on("start", () -> x.run.task("suicide", token -> bad.uninstall())));
        host.await("x", Kind.DOWN);
        assertThat(host.state("x")).isEmpty();
        assertThat(host.calls).contains("stop x", "close x");
    }

    @Test
    void registeringAnotherModuleInAHookStartsIt() throws Exception {
        Host.offer(bad, "x", host.script("x").on("init", () -> Host.offer(bad, "child", host.script("child"))));
        host.await("child", Kind.RUNNING);
        assertThat(host.state("x")).contains(ModuleState.RUNNING);
    }

    @Test
    void hubEntriesVanishWithTheModule() throws Exception {
        Script x = host.script("x");
        Host.offer(bad, "x", x.on("init", () -> x.context.clients().register(Runnable.class, () -> {})));
        Script y = host.script("y");
        Bundle other = host.bundle("other");
        Host.offer(
                other,
                "y",
                y.on("init", () -> y.context.clients().get(Runnable.class).run()),
                "x");
        assertThat(host.status("y").state()).isEqualTo(ModuleState.RUNNING);
        var hub = y.context.clients();
        assertThat(hub.size()).isEqualTo(1);
        bad.stop();
        assertThat(host.status("y").state()).isEqualTo(ModuleState.WAITING);
        Script z = host.script("z");
        Host.offer(other, "z", z.on("init", () -> z.context.clients().get(Runnable.class)));
        assertThat(host.status("z").state()).isEqualTo(ModuleState.FAILED);
        assertThat(reasonOf("z"))
                .contains("No client of type 'java.lang.Runnable' is registered.")
                .doesNotContain(ClientNotFoundException.class.getSimpleName());
    }

    @Test
    void refreshInTheMiddleOfAPhaseUndoesThePhaseFirst() throws Exception {
        var inInit = new CountDownLatch(1);
        Script x = host.script("x");
        Host.offer(bad, "x", x.on("init", () -> {
            inInit.countDown();
            x.context.cancellation().await(Duration.ofMinutes(1));
        }));
        inInit.await();
        var refreshed = new CompletableFuture<Void>();
        host.framework
                .context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(Set.of(bad), event -> refreshed.complete(null));
        refreshed.get();
        host.await("x", Kind.DOWN);
        assertThat(host.calls).contains("init x", "close x").doesNotContain("start x");
        assertThat(host.state("x")).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modkit.api.directory.InstanceState.DRAINING;
import static org.modkit.api.directory.InstanceState.HEALTHY;
import static org.modkit.api.directory.InstanceState.QUARANTINED;
import static org.modkit.api.directory.InstanceState.READY;
import static org.modkit.api.directory.InstanceState.REGISTERED;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modkit.api.directory.InstanceState;

class RegistryTest {
    private static final String SERVICE = "acme.v1.Calculator";
    private static final InstanceKey A = key("sums", 1);
    private static final InstanceKey B = key("sums", 2);
    private static final InstanceKey C = key("other", 3);

    private final List<String> story = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Registry registry = new Registry(
            new InMemoryStore(),
            new Limits(Duration.ofSeconds(15), Duration.ofSeconds(30), 3, 2),
            () -> now,
            change -> story.add(change.key().id().getLeastSignificantBits() + " " + state(change.after())));

    private static String state(Optional<InstanceState> state) {
        return state.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("gone");
    }

    private static InstanceKey key(String module, long id) {
        return new InstanceKey(module, new UUID(0, id));
    }

    private void register(InstanceKey key) {
        registry.register(key, at(key), Optional.of("1.0"));
    }

    private static Map<String, URI> at(InstanceKey key) {
        return Map.of(SERVICE, uri(key));
    }

    private static URI uri(InstanceKey key) {
        return URI.create("http://127.0.0.1:" + (1000 + key.id().getLeastSignificantBits()));
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private InstanceState stateOf(InstanceKey key) {
        return registry.list(key.module()).stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void choosesAnInstanceFromItsFirstHeartbeatOn() {
        register(A);
        assertThat(registry.resolve(SERVICE)).isEmpty();

        assertThat(registry.heartbeat(A)).isTrue();

        assertThat(registry.resolve(SERVICE)).contains(uri(A));
        assertThat(story).containsExactly("1 registered", "1 healthy");
    }

    @Test
    void choosesAnInstanceThatIsSaidToBeReady() {
        register(A);

        assertThat(registry.ready(A)).isTrue();

        assertThat(stateOf(A)).isEqualTo(READY);
        assertThat(registry.resolve(SERVICE)).contains(uri(A));
        registry.heartbeat(A);
        assertThat(stateOf(A)).isEqualTo(READY);
    }

    @Test
    void choosesOneAfterTheOther() {
        register(B);
        register(A);
        registry.heartbeat(A);
        registry.heartbeat(B);

        assertThat(List.of(next(), next(), next(), next())).containsExactly(uri(A), uri(B), uri(A), uri(B));
        assertThat(registry.choose("sums").orElseThrow().key()).isEqualTo(A);
        assertThat(registry.choose("sums").orElseThrow().key()).isEqualTo(B);
        assertThat(next()).isEqualTo(uri(A));
    }

    private URI next() {
        return registry.resolve(SERVICE).orElseThrow();
    }

    @Test
    void goesOnWithTheNextWhenOneLeavesTheRotation() {
        InstanceKey third = key("sums", 3);
        for (InstanceKey each : List.of(A, B, third)) {
            register(each);
            registry.heartbeat(each);
        }
        assertThat(List.of(next(), next())).containsExactly(uri(A), uri(B));

        registry.deregister(B);

        assertThat(List.of(next(), next())).containsExactly(uri(third), uri(A));
    }

    @Test
    void quarantinesWhatIsSilentAndHealsItWhenItIsHeardOf() {
        register(A);
        registry.heartbeat(A);
        pass(15);

        registry.sweep();
        assertThat(stateOf(A)).isEqualTo(QUARANTINED);
        assertThat(registry.resolve(SERVICE)).isEmpty();

        assertThat(registry.heartbeat(A)).isTrue();
        assertThat(stateOf(A)).isEqualTo(HEALTHY);
        assertThat(next()).isEqualTo(uri(A));
        registry.sweep();
        assertThat(stateOf(A)).isEqualTo(HEALTHY);
    }

    @Test
    void choosesNoSilentInstanceEvenBeforeTheSweep() {
        register(A);
        registry.heartbeat(A);
        pass(15);

        assertThat(registry.resolve(SERVICE)).isEmpty();
    }

    @Test
    void evictsWhatIsSilentForEvenLonger() {
        register(A);
        pass(44);
        registry.sweep();
        registry.sweep();
        assertThat(stateOf(A)).isEqualTo(QUARANTINED);
        pass(1);

        registry.sweep();

        assertThat(registry.all()).isEmpty();
        assertThat(registry.heartbeat(A)).isFalse();
        assertThat(story).containsExactly("1 registered", "1 quarantined", "1 gone");
    }

    @Test
    void evictsNothingInTheFirstSweepAfterALongSleep() {
        register(A);
        registry.heartbeat(A);
        pass(3600);

        registry.sweep();

        assertThat(stateOf(A)).isEqualTo(QUARANTINED);
        assertThat(registry.heartbeat(A)).isTrue();
    }

    @Test
    void sendsNothingMoreToWhatIsAboutToStop() {
        register(A);
        registry.heartbeat(A);

        assertThat(registry.drain(A)).isTrue();
        registry.heartbeat(A);
        registry.ready(A);

        assertThat(stateOf(A)).isEqualTo(DRAINING);
        assertThat(registry.resolve(SERVICE)).isEmpty();
        pass(44);
        registry.sweep();
        assertThat(stateOf(A)).isEqualTo(DRAINING);
        pass(1);
        registry.sweep();
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void takesAnInstanceAnewWhenItRegistersAgain() {
        register(A);
        registry.drain(A);

        registry.register(A, Map.of(SERVICE, uri(B)), Optional.empty());

        assertThat(stateOf(A)).isEqualTo(REGISTERED);
        registry.heartbeat(A);
        assertThat(next()).isEqualTo(uri(B));
    }

    @Test
    void answersThatItDoesNotKnow() {
        assertThat(registry.heartbeat(A)).isFalse();
        assertThat(registry.ready(A)).isFalse();
        assertThat(registry.drain(A)).isFalse();
        assertThat(registry.deregister(A)).isFalse();
        assertThat(registry.resolve(SERVICE)).isEmpty();
        assertThat(registry.choose("sums")).isEmpty();
        assertThat(registry.list("sums")).isEmpty();
        assertThat(story).isEmpty();
    }

    @Test
    void forgetsWhatDeregisters() {
        register(A);

        assertThat(registry.deregister(A)).isTrue();

        assertThat(registry.all()).isEmpty();
        assertThat(story).containsExactly("1 registered", "1 gone");
    }

    @Test
    void refusesAServiceOfAnotherModule() {
        register(A);

        assertThatThrownBy(() -> register(C))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Modules 'sums' and 'other' both offer gRPC service 'acme.v1.Calculator'. That of 'sums'"
                        + " stays. Give one of them another name, or remove one module.");

        assertThat(registry.list("other")).isEmpty();
    }

    @Test
    void keepsNoMoreThanItsLimits() {
        registry.register(key("m", 1), Map.of(), Optional.empty());
        registry.register(key("m", 2), Map.of(), Optional.empty());
        registry.register(key("m", 3), Map.of(), Optional.empty());

        assertThatThrownBy(() -> registry.register(key("m", 4), Map.of(), Optional.empty()))
                .hasMessageContaining("The directory has 3 instances, as many as it takes.");
        var many = new TreeMap<String, URI>();
        for (String name : List.of("a", "b", "c")) {
            many.put(name, uri(A));
        }
        assertThatThrownBy(() -> registry.register(key("m", 1), many, Optional.empty()))
                .hasMessageContaining("has 3 services, but the directory takes 2 of one");
        registry.register(key("m", 1), Map.of(), Optional.of("2"));
        assertThat(registry.all()).hasSize(3);
    }

    @Test
    void showsWhatRunsInThisProcessWithoutKeepingIt() {
        InstanceKey here = key("here", 9);
        var local = new Instance(here, new TreeMap<>(at(here)), Optional.empty(), HEALTHY, now);
        registry.local(() -> List.of(local));
        pass(3600);
        registry.sweep();

        assertThat(next()).isEqualTo(uri(here));
        assertThat(registry.all()).containsExactly(local);
        assertThatThrownBy(() -> register(A)).hasMessageContaining("Modules 'here' and 'sums' both offer");
        registry.local(List::of);
        assertThat(registry.resolve(SERVICE)).isEmpty();
    }

    /** Modules of this process bring services without asking the directory, so they may come second. */
    @Test
    void choosesOnlyInstancesOfTheModuleThatServesInThisProcess() {
        register(A);
        registry.heartbeat(A);
        InstanceKey here = key("here", 9);
        registry.local(() -> List.of(new Instance(here, new TreeMap<>(at(here)), Optional.empty(), HEALTHY, now)));

        assertThat(List.of(next(), next())).containsExactly(uri(here), uri(here));
        registry.local(List::of);
        assertThat(next()).isEqualTo(uri(A));
    }
}

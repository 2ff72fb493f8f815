// SPDX-License-Identifier: Apache-2.0
package org.modkit.directory.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.modkit.api.Registration;
import org.modkit.api.directory.Admission;
import org.modkit.directory.registry.InstanceKey;

/** Keeps who is admitted, for as long as the bundle is active. Of tokens it keeps hashes only. Any thread. */
public final class Passes implements Admission {
    /** What fits into a header of a call; 128 bits by chance take 22 characters of Base64. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{22,1024}");

    private final List<Pass> passes = new CopyOnWriteArrayList<>();
    private final Consumer<InstanceKey> forget;

    /**
     * Begins with nobody.
     *
     * @param forget forgets an instance whose admission is over
     */
    public Passes(Consumer<InstanceKey> forget) {
        this.forget = forget;
    }

    @Override
    public Registration admit(Set<String> modules, UUID id, String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("A token must be 22 to 1024 visible characters of ASCII, which hold at"
                    + " least 128 bits by chance, but this one is not.");
        }
        if (modules.isEmpty()) {
            throw new IllegalArgumentException("An admission must name a module, but this one names none.");
        }
        Set<InstanceKey> instances =
                modules.stream().map(module -> new InstanceKey(module, id)).collect(Collectors.toSet());
        var pass = new Pass(instances, hash(token));
        add(pass);
        return () -> end(pass);
    }

    private synchronized void add(Pass pass) {
        for (Pass other : passes) {
            other.instances().stream().filter(pass::isFor).findFirst().ifPresent(instance -> {
                throw new IllegalArgumentException("Instance " + instance
                        + " is admitted already. Close that admission first, or admit it with another id.");
            });
        }
        passes.add(pass);
    }

    private void end(Pass pass) {
        // In this order, so that nothing registers after it was forgotten.
        if (pass.end()) {
            pass.instances().forEach(forget);
            passes.remove(pass);
        }
    }

    /**
     * Looks for whom a token was given to.
     *
     * @param token as a call brings it; null if it brings none
     * @return what its bearer may do, if it is admitted
     */
    public Optional<Pass> of(String token) {
        if (token == null) {
            return Optional.empty();
        }
        byte[] hash = hash(token);
        Pass found = null;
        // All of them, however early it is found, so that the time it takes tells nothing.
        for (Pass each : passes) {
            found = each.isOf(hash) ? each : found;
        }
        return Optional.ofNullable(found);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages that the system bundle lends to the bundles, so that harness and bundles mean the same classes. */
final class SharedPackages {
    private static final String API_VERSION = "0.1.0";
    private static final String SLF4J_VERSION = "2.0.6";

    private SharedPackages() {}

    static String exports() {
        Stream<String> api = Stream.of(
                        "",
                        ".capability",
                        ".client",
                        ".database",
                        ".directory",
                        ".grpc",
                        ".rest",
                        ".security",
                        ".spi",
                        ".status")
                .map(part -> "org.modkit.api" + part + ";version=" + API_VERSION);
        Stream<String> slf4j = Stream.of("", ".event", ".helpers", ".spi")
                .map(part -> "org.slf4j" + part + ";version=" + SLF4J_VERSION);
        Stream<String> others =
                Stream.of("org.osgi.service.cm;version=1.6.1", ScrNode.class.getPackageName() + ";version=1.0");
        return Stream.of(api, slf4j, others).flatMap(part -> part).collect(Collectors.joining(","));
    }
}

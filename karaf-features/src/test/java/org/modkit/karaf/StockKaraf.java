// SPDX-License-Identifier: Apache-2.0
package org.modkit.karaf;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ops4j.pax.exam.Option;

/** A Karaf as it is downloaded, at ports of its own, and its deploy folder. */
final class StockKaraf {
    static final String SAMPLES = "modkit.proof.samples";
    static final String KAR = "modkit.proof.kar";

    private static final String SYSTEM = "etc/system.properties";

    private StockKaraf() {}

    /** Called in the build's process, before Karaf is there. */
    static Option options() throws IOException {
        String management = "etc/org.apache.karaf.management.cfg";
        return composite(
                karafDistributionConfiguration()
                        .frameworkUrl(new File(System.getProperty("modkit.proof.karaf"))
                                .toURI()
                                .toString())
                        .name("Apache Karaf")
                        .unpackDirectory(new File(System.getProperty("modkit.proof.work"))),
                // The journal is read once more when Karaf is gone.
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                editConfigurationFilePut(management, "rmiRegistryPort", freePort()),
                editConfigurationFilePut(management, "rmiServerPort", freePort()),
                editConfigurationFilePut(
                        "etc/org.apache.felix.fileinstall-deploy.cfg", "felix.fileinstall.poll", "200"),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("modkit.proof.repository")),
                editConfigurationFilePut(SYSTEM, SAMPLES, System.getProperty(SAMPLES)),
                editConfigurationFilePut(SYSTEM, KAR, System.getProperty(KAR)));
    }

    static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /** Returns a file of the deploy folder; called in Karaf. */
    static Path deployed(String file) {
        return base().resolve("deploy").resolve(file);
    }

    /** Returns the folder this Karaf runs in. */
    static Path base() {
        return Path.of(System.getProperty("karaf.base"));
    }

    /** Opens the journal; called in Karaf. */
    static JournalReader journal() throws IOException {
        return new JournalReader(Path.of(System.getProperty("karaf.log"), "journal.jsonl"));
    }

    /** Copies beside and renames, so that the folder's watcher never sees half a file. */
    static void drop(Path jar, String file) throws IOException {
        Path beside = Files.createTempFile(base(), "dropped", ".tmp");
        Files.copy(jar, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, deployed(file), StandardCopyOption.REPLACE_EXISTING);
    }
}

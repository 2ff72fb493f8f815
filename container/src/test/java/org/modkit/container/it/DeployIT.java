// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not run gets one line, and everything else runs on. */
class DeployIT {
    @TempDir
    Path home;

    @TempDir
    Path workshop;

    @Test
    void tellsWhyAFileIsNoBundleAndRunsTheRest() throws IOException {
        byte[] sound = Files.readAllBytes(TestBundle.of("sound").writeTo(workshop.resolve("sound.jar")));
        try (var container = RunningContainer.on(home)) {
            Files.write(container.deploy("truncated.jar"), Arrays.copyOf(sound, sound.length / 2));
            Files.writeString(container.deploy("corrupt.jar"), "garbage");
            Files.createFile(container.deploy("empty.jar"));
            Files.writeString(container.deploy("notes.txt"), "Not a jar.");
            Files.writeString(container.deploy(".hidden"), "Nobody's business.");
            Files.createDirectory(container.deploy("folder"));
            zip(container.deploy("bare.jar"));
            new JarOutputStream(Files.newOutputStream(container.deploy("plain.jar")), new Manifest()).close();
            Files.write(container.deploy("sound.jar"), sound);

            container.awaitState("sound", "RUNNING");
            container.awaitConsole("'truncated.jar' in deploy/ is corrupt or incomplete");
            container.awaitConsole("'corrupt.jar' in deploy/ is corrupt or incomplete");
            container.awaitConsole("'empty.jar' in deploy/ is corrupt or incomplete");
            container.awaitConsole("'notes.txt' in deploy/ is not a jar");
            container.awaitConsole("'folder' in deploy/ is a folder");
            container.awaitConsole("'bare.jar' in deploy/ is no bundle: it has no META-INF/MANIFEST.MF");
            container.awaitConsole("'plain.jar' in deploy/ is ");
            assertThat(container.ask("status").exit()).isZero();
            assertThat(container.stderr()).doesNotContain("\tat ", ".hidden").containsOnlyOnce("'corrupt.jar'");
        }
    }

    private static void zip(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }
    }

    @Test
    void namesThePackagesThatAreMissingAndRunsTheBundleOnceTheyCome() {
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("importer")
                    .importing("org.acme.tools;version=\"[1.2,2)\",org.acme.paint")
                    .writeTo(container.deploy("importer.jar"));
            container.awaitConsole("Bundle 'test.importer' from 'importer.jar' can't run: no installed bundle exports"
                    + " 'org.acme.paint' and 'org.acme.tools [1.2.0,2.0.0)'. Deploy what exports them, or correct its"
                    + " Import-Package header.");
            assertThat(container.stderr()).doesNotContain("\tat ");

            TestBundle.of("exporter")
                    .with("Export-Package", "org.acme.tools;version=1.5,org.acme.paint")
                    .writeTo(container.deploy("exporter.jar"));

            container.awaitState("importer", "RUNNING");
        }
    }

    @Test
    void tellsThatAnActivatorThrewAndThatAnotherJavaIsNeeded() {
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("thrower").withFault("activator").writeTo(container.deploy("thrower.jar"));
            TestBundle.of("modern")
                    .with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                    .writeTo(container.deploy("modern.jar"));

            container.awaitConsole(
                    "Bundle 'test.thrower' from 'thrower.jar' could not be started: its activator threw.");
            container.awaitConsole(
                    "Bundle 'test.modern' from 'modern.jar' can't run: nothing provides what it requires,"
                            + " another Java than this");
            assertThat(container.stderr()).doesNotContain("\tat ");
            assertThat(container.log("modkit.log")).contains("scripted");
        }
    }

    @Test
    void takesABundleDownThatIsReplacedByGarbageAndUpAgainWhenItIsMended() throws IOException {
        try (var container = RunningContainer.on(home)) {
            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            container.awaitState("alpha", "RUNNING");

            Files.writeString(container.deploy("alpha.jar"), "garbage");
            container.awaitConsole("'alpha.jar' in deploy/ is corrupt or incomplete");
            container.awaitGone("alpha");

            TestBundle.of("alpha").writeTo(container.deploy("alpha.jar"));
            container.awaitState("alpha", "RUNNING");
        }
    }

    @Test
    void runsTheSamples() {
        try (var container = RunningContainer.on(home)) {
            container.drop(Distribution.sample("greeter"));
            container.awaitConsole("no installed bundle exports 'org.modkit.samples.clock.api");
            container.drop(Distribution.sample("clock.api"));
            container.awaitState("greeter", "WAITING");
            container.drop(Distribution.sample("clock.utc"));
            container.awaitState("greeter", "RUNNING");

            container.drop(Distribution.sample("broken"));
            container.awaitState("broken", "FAILED");
            assertThat(container.ask("why", "broken").out()).startsWith("Module 'broken'");
            container.awaitState("greeter", "RUNNING");
        }
    }
}

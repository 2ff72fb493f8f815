// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.logging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which modules lie in a folder, and which packages are in their jars; so that a start need not be logged twice over. */
public final class JarModules {
    private static final Pattern MODULE = Pattern.compile("modkit\\.module(?::String)?\\s*=\\s*\"?([a-z0-9-]+)");

    private JarModules() {}

    /**
     * Looks into all jars of a folder.
     *
     * @param folder the folder; it need not exist
     * @return packages by module; what can't be read is left out
     */
    public static Map<String, Set<String>> in(Path folder) {
        Map<String, Set<String>> packages = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return packages;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            jars.forEach(jar -> look(jar, packages));
        } catch (IOException e) {
            // Who reads the folder for a living says so.
            return packages;
        }
        return packages;
    }

    private static void look(Path file, Map<String, Set<String>> packages) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String capabilities =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Provide-Capability");
            Matcher module = MODULE.matcher(capabilities == null ? "" : capabilities);
            while (module.find()) {
                packages.putIfAbsent(module.group(1), classes(jar));
            }
        } catch (IOException e) {
            // Not a jar yet or never; who deploys it says so.
        }
    }

    private static Set<String> classes(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF/"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

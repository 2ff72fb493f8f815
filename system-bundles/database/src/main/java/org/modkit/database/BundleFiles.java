// SPDX-License-Identifier: Apache-2.0
package org.modkit.database;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.modkit.database.migrate.ChangeLogFiles;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The files of a bundle, with those of its fragments.
 *
 * @param bundle the bundle
 */
record BundleFiles(Bundle bundle) implements ChangeLogFiles {
    @Override
    public Optional<URL> find(String path) {
        int slash = path.lastIndexOf('/');
        return entries(path.substring(0, slash + 1), path.substring(slash + 1), false).stream()
                .filter(url -> !url.getPath().endsWith("/"))
                .findFirst();
    }

    @Override
    public List<String> list(String folder, boolean recursive) {
        return entries(folder, "*", recursive).stream()
                .map(URL::getPath)
                .filter(path -> !path.endsWith("/"))
                .map(path -> path.startsWith("/") ? path.substring(1) : path)
                .toList();
    }

    private List<URL> entries(String folder, String pattern, boolean recursive) {
        Enumeration<URL> found = bundle.findEntries(folder.isEmpty() ? "/" : folder, pattern, recursive);
        return found == null ? List.of() : Collections.list(found);
    }

    @Override
    public ClassLoader loader() {
        return bundle.adapt(BundleWiring.class).getClassLoader();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;

/** The files of a module, as Liquibase asks for them; takes note of what was read outside the change log's folder. */
final class LiquibaseFiles extends AbstractResourceAccessor {
    private final ChangeLog log;
    private boolean readElsewhere;

    LiquibaseFiles(ChangeLog log) {
        this.log = log;
    }

    /** Tells whether anything was read from outside the folder of the change log. */
    boolean hasReadElsewhere() {
        return readElsewhere;
    }

    @Override
    public List<Resource> getAll(String path) {
        String normal = normal(path);
        Optional<URL> found = normal.isEmpty() ? Optional.empty() : log.files().find(normal);
        found.ifPresent(url -> note(normal));
        return found.<List<Resource>>map(url -> List.of(new ModuleFile(normal, url)))
                .orElse(List.of());
    }

    @Override
    public List<Resource> search(String path, boolean recursive) {
        String folder = normal(path);
        note(folder + "/");
        return log.files().list(folder, recursive).stream()
                .sorted()
                .flatMap(file -> getAll(file).stream())
                .toList();
    }

    @Override
    public List<String> describeLocations() {
        return List.of("the bundle of module '" + log.module() + "'");
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private void note(String path) {
        readElsewhere |= !log.folder().isEmpty() && !path.startsWith(log.folder() + "/");
    }

    /** Returns a path without {@code .}, {@code ..}, backslashes, and slashes at its ends. */
    private static String normal(String path) {
        String plain =
                path.replace('\\', '/').replaceFirst("^classpath\\*?:", "").replaceFirst("^/+", "");
        try {
            String normal = new URI(null, null, "/" + plain, null).normalize().getPath();
            return normal.replaceFirst("^(/\\.\\.)*/+", "").replaceFirst("/+$", "");
        } catch (URISyntaxException e) {
            return plain;
        }
    }

    /** A file of the module. What is read relative to it comes from the module as well. */
    private final class ModuleFile extends AbstractResource {
        private final URL url;

        ModuleFile(String path, URL url) {
            super(path, address(path));
            this.url = url;
        }

        private static URI address(String path) {
            try {
                // The URL itself won't do: a framework's URLs need not be proper URIs, nor tell files apart.
                return new URI("module", null, "/" + path, null);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return url.openStream();
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public Resource resolve(String other) {
            return at(resolvePath(other));
        }

        @Override
        public Resource resolveSibling(String other) {
            return at(resolveSiblingPath(other));
        }

        private Resource at(String path) {
            List<Resource> found = getAll(path);
            return found.isEmpty() ? new NotFoundResource(normal(path), LiquibaseFiles.this) : found.get(0);
        }
    }
}

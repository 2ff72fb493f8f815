// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modkit.process.child.Identity;
import org.modkit.process.child.ProcessTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what hosts left that did not live to end it. Children end by themselves then; this is for those that did not. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final Path data;

    Orphans(Path data) {
        this.data = data;
    }

    List<String> end() {
        var ended = new ArrayList<String>();
        try {
            for (InstanceFolder folder : InstanceFolder.recorded(data)) {
                end(folder).ifPresent(ended::add);
            }
        } catch (IOException e) {
            LOG.warn("The folders of former children below '{}' cannot be read", data, e);
        }
        return ended;
    }

    private static Optional<String> end(InstanceFolder folder) {
        try {
            if (folder.host().flatMap(Identity::process).isPresent()) {
                // Another host that lives has this child, or this one does.
                return Optional.empty();
            }
            // Whoever has the pid now is only meant if it was born when the child was.
            List<ProcessHandle> roots =
                    folder.child().flatMap(Identity::process).stream().toList();
            var tree = new ProcessTree(folder.name());
            int living = tree.living(roots).size();
            tree.kill(roots);
            folder.ended();
            return living == 0
                    ? Optional.empty()
                    : Optional.of("The child '" + folder.module() + "' (instance " + folder.name()
                            + ") had outlived its host and was ended.");
        } catch (IOException e) {
            LOG.warn("What is left of the child '{}' cannot be cleared away", folder.module(), e);
            return Optional.empty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.spawn;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.process.backend.Handover;
import org.modkit.process.backend.Instance;
import org.modkit.process.backend.Program;
import org.modkit.process.backend.SpawnException;
import org.modkit.process.backend.Start;
import org.modkit.process.closure.BundleCopies;
import org.modkit.process.closure.Closure;
import org.modkit.process.local.PrivateFile;
import org.modkit.process.output.LogConsumer;
import org.modkit.process.render.HandoverDocument;
import org.modkit.process.render.ModuleRuntime;

/** Gets together what an instance needs, and has it started. Called on the threads of fleets. */
final class Launcher {
    /** The folder of copies of bundles, beside that of instances. */
    static final String BUNDLES = "bundles";

    private final Surroundings surroundings;
    private final Programs programs;
    private final Function<PhaseGuest, Closure.Company> companies;
    private final Function<String, Path> folders;

    /** {@code companies} finds what goes along with a module; {@code folders} gives the folder of a module's data. */
    Launcher(
            Surroundings surroundings,
            Programs programs,
            Function<PhaseGuest, Closure.Company> companies,
            Function<String, Path> folders) {
        this.surroundings = surroundings;
        this.programs = programs;
        this.companies = companies;
        this.folders = folders;
    }

    /** Starts an instance; of one that can't be started nothing is left. */
    Launch launch(PhaseGuest guest, ModuleRuntime runtime) throws SpawnException {
        String module = guest.context().moduleName();
        Program program = programs.of(module, runtime);
        UUID id = InstanceIds.next(System.currentTimeMillis());
        Optional<URI> hub = surroundings.hub();
        var admitted = Admitted.of(module, id);
        Closure.Company company = company(guest, runtime);
        BundleCopies copies = program instanceof Program.Jvm ? copies(company, module, id) : BundleCopies.NONE;
        try {
            admitted.by(surroundings.admission());
            var bearer = new HandoverDocument.Bearer(module, id, admitted.token(), hub, surroundings.heartbeat());
            byte[] document = document().bytes(bearer, told(company, copies.files()));
            var words = new LastWords(new LogConsumer(module, id));
            Instance instance = surroundings
                    .backend()
                    .spawn(new Start(
                            module,
                            id,
                            program,
                            programs.surroundings(module, runtime, hub.map(URI::toString)),
                            Optional.of(new Handover(runtime.handover(), document)),
                            words));
            return new Launch(instance, admitted, hub, words, copies, shared(module, company));
        } catch (SpawnException | RuntimeException e) {
            admitted.close();
            copies.close();
            throw e;
        }
    }

    /** What an instance would be told of what it shares with others if it were started now; a digest, for it has secrets. */
    String shared(PhaseGuest guest, ModuleRuntime runtime) {
        return shared(guest.context().moduleName(), company(guest, runtime));
    }

    private String shared(String module, Closure.Company company) {
        return Digest.of(document().shared(module, told(company, List.of())));
    }

    /** A program of the user's runs its module alone, so it gets no secrets of others. */
    private Closure.Company company(PhaseGuest guest, ModuleRuntime runtime) {
        return runtime.execution().executable().isEmpty()
                ? companies.apply(guest)
                : new Closure.Company(Set.of(), Set.of(guest.context().moduleName()), Set.of());
    }

    private HandoverDocument document() {
        return new HandoverDocument(surroundings.configuration(), System.getenv(), folders);
    }

    private static HandoverDocument.Company told(Closure.Company company, List<Path> bundles) {
        return new HandoverDocument.Company(company.modules(), company.elsewhere(), bundles);
    }

    private BundleCopies copies(Closure.Company company, String module, UUID id) throws SpawnException {
        Path folder = folders.apply(module).resolve(BUNDLES).resolve(id.toString());
        try {
            PrivateFile.folder(folder);
            return BundleCopies.of(company.bundles(), folder);
        } catch (IOException e) {
            throw new SpawnException(
                    "The process of module '" + module + "' needs copies of its bundles in '" + folder
                            + "', but they can't be made: " + e.getMessage()
                            + ". See that the disk has room and this user may write there.",
                    e);
        }
    }
}

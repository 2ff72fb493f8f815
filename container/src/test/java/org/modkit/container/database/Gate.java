// SPDX-License-Identifier: Apache-2.0
package org.modkit.container.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/** A Java change that tells it was reached and stays there as long as its hold lies beside; runs in the container. */
public final class Gate implements CustomTaskChange {
    private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

    private String folder;
    private String name;

    /** Called by Liquibase with the parameter of this name. */
    public void setFolder(String folder) {
        this.folder = folder;
    }

    /** Called by Liquibase with the parameter of this name. */
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public void execute(Database database) throws CustomChangeException {
        try {
            Files.writeString(Path.of(folder, name + ".reached"), "");
        } catch (java.io.IOException e) {
            throw new CustomChangeException(e);
        }
        while (Files.exists(Path.of(folder, name + ".hold"))) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new CustomChangeException("interrupted at the gate '" + name + "'");
            }
        }
    }

    @Override
    public String getConfirmationMessage() {
        return "went through the gate '" + name + "'";
    }

    @Override
    public void setUp() {
        // Nothing to prepare.
    }

    @Override
    public void setFileOpener(ResourceAccessor files) {
        // It reads nothing of its bundle.
    }

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}

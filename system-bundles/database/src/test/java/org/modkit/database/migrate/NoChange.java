// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/** A Java change that does nothing; others say what they do. */
public class NoChange implements CustomTaskChange {
    @Override
    public void execute(Database database) throws CustomChangeException {
        // Nothing to do.
    }

    @Override
    public String getConfirmationMessage() {
        return "Done.";
    }

    @Override
    public void setUp() {
        // Nothing to prepare.
    }

    @Override
    public void setFileOpener(ResourceAccessor resourceAccessor) {
        // Needs no files.
    }

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import liquibase.database.Database;
import liquibase.exception.CustomChangeException;

/** A Java change that does what a test says. */
public final class HookedChange extends NoChange {
    private static final Map<String, Callable<?>> HOOKS = new ConcurrentHashMap<>();

    private String hook = "";

    /** Returns the lines of a change set that calls a hook. */
    static String changeSet(String id, String hook, Callable<?> call) {
        HOOKS.put(hook, call);
        return "- changeSet: {id: " + id + ", author: ann, changes: [{customChange: {class: "
                + HookedChange.class.getName() + ", param: {name: hook, value: " + hook + "}}}]}";
    }

    /** Called by Liquibase with the parameter of the change log. */
    public void setHook(String hook) {
        this.hook = hook;
    }

    @Override
    public void execute(Database database) throws CustomChangeException {
        try {
            HOOKS.get(hook).call();
        } catch (Exception e) {
            throw new CustomChangeException(e);
        }
    }
}

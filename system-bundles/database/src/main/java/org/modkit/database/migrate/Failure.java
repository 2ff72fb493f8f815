// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.visitor.ValidatingVisitor;
import org.xml.sax.SAXParseException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A migration can't begin, go on or be planned; the message is one or more sentences for people. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private Failure(String sentences, Throwable cause) {
        super(sentences, cause);
    }

    static Failure missing(ChangeLog log) {
        return new Failure(
                "Module '" + log.module() + "' names the change log '" + log.path() + "', but " + place(log)
                        + " has no such file. Put it there, or correct what the module's changeLog() returns.",
                null);
    }

    static Failure unreadable(ChangeLog log, Throwable cause) {
        String where = find(cause, MarkedYAMLException.class)
                .filter(yaml -> yaml.getProblemMark() != null)
                .map(yaml -> "line " + (yaml.getProblemMark().getLine() + 1) + ", column "
                        + (yaml.getProblemMark().getColumn() + 1) + ": " + yaml.getProblem())
                .or(() -> find(cause, SAXParseException.class)
                        .map(xml -> "line " + xml.getLineNumber() + ", column " + xml.getColumnNumber() + ": "
                                + firstLine(xml.getMessage())))
                .map(position -> file(cause, log) + ", " + position)
                .orElseGet(() -> firstLine(told(cause))
                        .replaceFirst("^Error parsing \\S+ : ", "")
                        .replaceFirst("The file (\\S+) was not found in.*", "The file '$1' is not there."));
        return new Failure(
                "The change log '" + log.path() + "' of module '" + log.module() + "' can't be read: " + sentence(where)
                        + " Correct the file in " + place(log) + ".",
                cause);
    }

    static Optional<Failure> invalid(ChangeLog log, ValidatingVisitor found) {
        List<String> sentences = new ArrayList<>();
        for (String changed : found.getInvalidMD5Sums()) {
            sentences.add("Change set '" + changed.replaceFirst(" was: .*", "")
                    + "' was edited after it had been applied. Undo the edit, and make a new change set of it.");
        }
        for (ChangeSet twin : found.getDuplicateChangeSets()) {
            sentences.add("Change set '" + twin.toString(false)
                    + "' is there more than once. Give each change set of a file an id of its own.");
        }
        found.getSetupExceptions()
                .forEach(e -> sentences.add(sentence(firstLine(told(e))) + " Correct the change log."));
        found.getChangeValidationExceptions()
                .forEach(e -> sentences.add(sentence(firstLine(told(e))) + " Correct the change log."));
        found.getValidationErrors()
                .getErrorMessages()
                .forEach(message -> sentences.add(sentence(firstLine(message)) + " Correct the change log."));
        found.getFailedPreconditions()
                .forEach(failed -> sentences.add("The database does not meet a precondition of the change log: "
                        + sentence(firstLine(failed.toString())) + " Meet it, or remove it."));
        found.getErrorPreconditions()
                .forEach(failed -> sentences.add("A precondition of the change log can't be tested: "
                        + sentence(firstLine(failed.toString())) + " Correct it, or remove it."));
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Failure(
                        "The change log of module '" + log.module() + "' can't be applied. "
                                + String.join(" ", sentences),
                        null));
    }

    static Failure in(ChangeSet changeSet, ChangeLog log, boolean undone, Throwable cause) {
        String rest = undone
                ? "Nothing of it was kept."
                : "What it did before that may have stayed, as this database can't undo changes of a schema.";
        return new Failure(
                "Change set '" + changeSet.getId() + "' by '" + changeSet.getAuthor() + "' in '"
                        + changeSet.getFilePath() + "' of module '" + log.module() + "' failed: "
                        + sentence(reason(cause)) + " " + rest
                        + " Correct the change set and start the module again; those before it stay applied.",
                cause);
    }

    static Failure unknowable(ChangeSet changeSet, ChangeLog log, Throwable cause) {
        return new Failure(
                "What change set '" + changeSet.getId() + "' by '" + changeSet.getAuthor() + "' in '"
                        + changeSet.getFilePath() + "' of module '" + log.module()
                        + "' would do can't be told before those before it are applied: " + sentence(reason(cause)),
                cause);
    }

    static Failure outside(ChangeLog log, Target target, Throwable cause) {
        if (find(cause, SQLException.class).isEmpty()) {
            return new Failure(
                    "Module '" + log.module() + "' could not be migrated: " + sentence(reason(cause)), cause);
        }
        return new Failure(
                "The database '" + target.shown() + "' of module '" + log.module() + "' did not let it be migrated: "
                        + sentence(reason(cause)) + " Give the user of the migrations the rights it needs.",
                cause);
    }

    static Failure interrupted(ChangeLog log) {
        return new Failure(
                "The migration of module '" + log.module() + "' was interrupted. What was applied before stays applied;"
                        + " the next start goes on there.",
                null);
    }

    static Failure undone(ChangeLog log) {
        return new Failure(
                "The migration of module '" + log.module()
                        + "' was interrupted in a change set, which its database can't"
                        + " undo. So the whole database is as it was before; the next start migrates it again.",
                null);
    }

    static Failure with(String sentences, Throwable cause) {
        return new Failure(sentences, cause);
    }

    private static String place(ChangeLog log) {
        return "the bundle of module '" + log.module() + "'";
    }

    /** Returns the file in which reading stopped, if Liquibase tells. */
    private static String file(Throwable cause, ChangeLog log) {
        String told = told(cause);
        int begin = told.indexOf("Syntax error in file ");
        int end = told.indexOf(": ", Math.max(0, begin));
        return begin < 0 || end < 0 ? "'" + log.path() + "'" : "'" + told.substring(begin + 21, end) + "'";
    }

    private static String reason(Throwable cause) {
        return find(cause, SQLException.class)
                .map(sql -> firstLine(sql.getMessage()).replaceFirst("; SQL statement:.*", "") + " (SQL state "
                        + sql.getSQLState() + ")")
                .orElseGet(() -> firstLine(told(deepest(cause))));
    }

    private static <E extends Throwable> Optional<E> find(Throwable thrown, Class<E> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    private static Throwable deepest(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static String told(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() || thrown instanceof LinkageError ? thrown.toString() : message;
    }

    private static String firstLine(String text) {
        // H2 writes the ends of lines in a statement it quotes as four digits.
        return text == null
                ? ""
                : text.strip()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replaceAll("(\\\\000[ad]|\\s)+", " ")
                        .strip();
    }

    private static String sentence(String text) {
        String stripped = text.replaceFirst("[.:!\\s]+$", "");
        return stripped + ".";
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.modkit.rest.gateway.problem.Problem;
import org.modkit.rest.gateway.problem.Problem.FieldError;

/** Turns violated constraints into field errors. */
final class Violations {
    private Violations() {}

    /** Empty if a module's answer violates them, which is no fault of the request. */
    static Optional<Problem> problem(ConstraintViolationException thrown) {
        if (thrown.getConstraintViolations().stream().anyMatch(Violations::isOfAnswer)) {
            return Optional.empty();
        }
        var errors = thrown.getConstraintViolations().stream()
                .map(each -> new FieldError(field(each.getPropertyPath()), each.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        return Optional.of(Problem.of(HttpStatus.UNPROCESSABLE_ENTITY_422).with(errors));
    }

    private static boolean isOfAnswer(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** Without method and argument, which clients do not know. */
    private static String field(Path path) {
        var field = new StringBuilder();
        String argument = "";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CONSTRUCTOR) {
                continue;
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                argument = node.getName();
                continue;
            }
            field.append(node.isInIterable() && node.getIndex() != null ? "[" + node.getIndex() + "]" : "");
            if (node.getName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return field.isEmpty() ? argument : field.toString();
    }
}

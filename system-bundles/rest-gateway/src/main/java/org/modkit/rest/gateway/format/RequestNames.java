// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import jakarta.validation.ParameterNameProvider;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** Calls arguments what the client calls them. */
final class RequestNames implements ParameterNameProvider {
    @Override
    public List<String> getParameterNames(Constructor<?> constructor) {
        return names(constructor);
    }

    @Override
    public List<String> getParameterNames(Method method) {
        return names(method);
    }

    private static List<String> names(Executable executable) {
        return Arrays.stream(executable.getParameters()).map(RequestNames::name).toList();
    }

    private static String name(Parameter parameter) {
        for (Annotation each : parameter.getAnnotations()) {
            if (each instanceof QueryParam named) {
                return named.value();
            } else if (each instanceof PathParam named) {
                return named.value();
            } else if (each instanceof HeaderParam named) {
                return named.value();
            } else if (each instanceof FormParam named) {
                return named.value();
            } else if (each instanceof CookieParam named) {
                return named.value();
            } else if (each instanceof MatrixParam named) {
                return named.value();
            }
        }
        return parameter.getName();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.format;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.glassfish.jersey.server.internal.inject.ConfiguredValidator;
import org.glassfish.jersey.server.model.Invocable;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Checks the constraints that a module has put on its arguments and answers. One for each module, because it remembers
 * classes; made by the first request, because many modules have no constraints.
 */
public final class ModuleValidator implements ConfiguredValidator, AutoCloseable {
    /** Not a monitor, which would hold on to the carrier of a virtual thread while classes are loaded. */
    private final ReentrantLock making = new ReentrantLock();

    private ValidatorFactory factory;
    private volatile Validator made;

    private Validator validator() {
        return made == null ? make() : made;
    }

    private Validator make() {
        making.lock();
        try {
            if (made == null) {
                factory = Validation.byProvider(HibernateValidator.class)
                        .providerResolver(() -> List.of(new HibernateValidator()))
                        .configure()
                        .ignoreXmlConfiguration()
                        // Messages without an expression language, which is no business of a message.
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .parameterNameProvider(new RequestNames())
                        .buildValidatorFactory();
                made = factory.getValidator();
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    @Override
    public void validateResourceAndInputParams(Object resource, Invocable invocable, Object[] arguments) {
        Method method = invocable.getHandlingMethod();
        MethodDescriptor constraints = constraints(resource, method);
        if (constraints != null && constraints.hasConstrainedParameters()) {
            refuse(forExecutables().validateParameters(resource, method, arguments));
        }
    }

    @Override
    public void validateResult(Object resource, Invocable invocable, Object result) {
        Method method = invocable.getHandlingMethod();
        MethodDescriptor constraints = constraints(resource, method);
        if (constraints != null && constraints.hasConstrainedReturnValue()) {
            refuse(forExecutables().validateReturnValue(resource, method, result));
        }
    }

    private MethodDescriptor constraints(Object resource, Method method) {
        return getConstraintsForClass(resource.getClass())
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
    }

    private static void refuse(Set<? extends ConstraintViolation<?>> violations) {
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(new HashSet<>(violations));
        }
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validate(T object, Class<?>... groups) {
        return validator().validate(object, groups);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateProperty(T object, String property, Class<?>... groups) {
        return validator().validateProperty(object, property, groups);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateValue(
            Class<T> type, String property, Object value, Class<?>... groups) {
        return validator().validateValue(type, property, value, groups);
    }

    @Override
    public BeanDescriptor getConstraintsForClass(Class<?> type) {
        return validator().getConstraintsForClass(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return validator().unwrap(type);
    }

    @Override
    public ExecutableValidator forExecutables() {
        return validator().forExecutables();
    }

    @Override
    public void close() {
        making.lock();
        try {
            if (factory != null) {
                factory.close();
            }
        } finally {
            making.unlock();
        }
    }
}

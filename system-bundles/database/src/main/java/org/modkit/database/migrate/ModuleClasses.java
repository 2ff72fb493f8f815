// SPDX-License-Identifier: Apache-2.0
package org.modkit.database.migrate;

import java.lang.reflect.Field;
import java.util.Map;
import liquibase.Scope;
import liquibase.util.ObjectUtil;
import org.slf4j.LoggerFactory;

/** Liquibase's classes and then a module's, for the Java changes of that module. */
final class ModuleClasses extends ClassLoader {
    private final ClassLoader module;

    ModuleClasses(ClassLoader module) {
        super(Scope.class.getClassLoader());
        this.module = module;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return module.loadClass(name);
    }

    /**
     * Makes Liquibase forget the module's classes.
     *
     * <p>It keeps the methods of every class whose properties it ever set, in a map that nothing empties, and so the
     * module's class loader with all that belongs to it, long after the module is gone.
     */
    void forget() {
        try {
            Field cache = ObjectUtil.class.getDeclaredField("methodCache");
            cache.setAccessible(true);
            ((Map<?, ?>) cache.get(null)).keySet().removeIf(this::isModules);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LoggerFactory.getLogger(ModuleClasses.class)
                    .debug("This version of Liquibase keeps the classes of Java changes elsewhere.", e);
        }
    }

    private boolean isModules(Object type) {
        // Liquibase's own classes stay: finding them again takes time.
        return type instanceof Class<?> known && known.getClassLoader() != getParent();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How values are read: texts may stand for numbers, booleans, constants and durations, as in Karaf's files, but nothing
 * is rounded, cut off or made up.
 */
final class Binding {
    private Binding() {}

    /** A mapper for one use. Mappers remember the classes they have seen, and so would keep bundles alive. */
    static JsonMapper mapper() {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 64);
        return JsonMapper.builder()
                .typeFactory(TypeFactory.defaultInstance().withCache(types))
                .annotationIntrospector(new Spellings())
                .addModule(new SimpleModule("modkit").addDeserializer(Duration.class, new DurationReader()))
                .addHandler(new Constants())
                .disable(MapperFeature.USE_GETTERS_AS_SETTERS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .build();
    }

    /** Configuration is written {@code like_this} or {@code like-this}, components are named {@code likeThis}. */
    private static final class Spellings extends JacksonAnnotationIntrospector {
        @Override
        public List<PropertyName> findPropertyAliases(Annotated annotated) {
            return Optional.ofNullable(name(annotated))
                    .map(name -> name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT))
                    .map(snake ->
                            List.of(PropertyName.construct(snake), PropertyName.construct(snake.replace('_', '-'))))
                    .orElseGet(List::of);
        }

        private static String name(Annotated annotated) {
            if (annotated instanceof AnnotatedParameter parameter) {
                Class<?> owner = parameter.getDeclaringClass();
                return owner.isRecord() ? owner.getRecordComponents()[parameter.getIndex()].getName() : null;
            }
            if (annotated instanceof AnnotatedField) {
                return annotated.getName();
            }
            String setter = annotated.getName();
            return setter.startsWith("set") && setter.length() > 3
                    ? Character.toLowerCase(setter.charAt(3)) + setter.substring(4)
                    : null;
        }
    }

    private static final class DurationReader extends StdScalarDeserializer<Duration> {
        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Duration) context.handleUnexpectedToken(Duration.class, parser);
            }
            Optional<Duration> span = Durations.parse(parser.getText());
            return span.isPresent()
                    ? span.get()
                    : (Duration) context.handleWeirdStringValue(Duration.class, parser.getText(), Durations.EXPECTED);
        }
    }

    /** Finds an enum's constant whatever the case and whether words are joined by hyphens or underscores. */
    private static final class Constants extends DeserializationProblemHandler {
        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String text, String failure) {
            return constant(type, text);
        }

        @Override
        public Object handleWeirdKey(DeserializationContext context, Class<?> type, String text, String failure) {
            return constant(type, text);
        }

        private static Object constant(Class<?> type, String text) {
            if (!type.isEnum()) {
                return NOT_HANDLED;
            }
            String wanted = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant ->
                            ((Enum<?>) constant).name().toUpperCase(Locale.ROOT).equals(wanted))
                    .map(Object.class::cast)
                    .findFirst()
                    .orElse(NOT_HANDLED);
        }
    }
}

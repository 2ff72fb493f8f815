// SPDX-License-Identifier: Apache-2.0
package org.modkit.configuration.read;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modkit.configuration.schema.Problem;
import org.modkit.configuration.tree.Node;
import org.modkit.configuration.tree.Origin;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML 1.2 into a tree whose values know their lines. One reader reads one text. */
public final class YamlReader {
    private static final CoreSchema SCHEMA = new CoreSchema();
    private static final int MANY = 100_000;

    private final String file;
    private final List<Problem> problems;
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    private YamlReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a text.
     *
     * @param text YAML
     * @param file the file as the user knows it
     * @param problems gets what is wrong with it
     * @return its top section; empty if there is none
     */
    public static Node.Section read(String text, String file, List<Problem> problems) {
        var reader = new YamlReader(file, problems);
        try {
            return reader.top(new Compose(settings(file)).composeString(text));
        } catch (MarkedYamlEngineException e) {
            // Not the exception's own message: that one quotes the line, which may hold a secret.
            problems.add(reader.notYaml(e.getProblemMark(), e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(reader.notYaml(Optional.empty(), e.getMessage()));
        }
        return Node.Section.EMPTY;
    }

    private static LoadSettings settings(String file) {
        return LoadSettings.builder().setLabel(file).setSchema(SCHEMA).build();
    }

    private Problem notYaml(Optional<Mark> mark, String complaint) {
        String place = mark.map(m -> " in line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
                .orElse("");
        String what =
                complaint == null ? "it cannot be parsed" : complaint.strip().replaceAll("\\s+", " ");
        return Problem.of(
                file,
                "is not YAML: " + what + place,
                "Correct that place; indent with spaces, and quote text that contains ': ' or ' #'.");
    }

    private Node.Section top(Optional<org.snakeyaml.engine.v2.nodes.Node> root) {
        Node top = root.map(this::convert).orElse(Node.Section.EMPTY);
        if (top instanceof Node.Section section) {
            return section;
        }
        if (top.plain() != null) {
            problems.add(Problem.of(
                    file,
                    "must hold sections such as 'modules:', but is a " + (top instanceof Node.Items ? "list" : "text"),
                    "Write 'key: value' lines."));
        }
        return Node.Section.EMPTY;
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node) {
        Origin origin = origin(node);
        if (node instanceof ScalarNode scalar) {
            return new Node.Scalar(value(scalar, origin), origin);
        }
        if (++nodes > MANY || !open.add(node)) {
            problems.add(Problem.at(
                    origin, "", "refers to itself or holds too much", "Write aliases out, or shorten the file."));
            return new Node.Scalar(null, origin);
        }
        Node converted = node instanceof SequenceNode sequence
                ? new Node.Items(sequence.getValue().stream().map(this::convert).toList(), origin)
                : section((MappingNode) node, origin);
        open.remove(node);
        return converted;
    }

    private Node.Section section(MappingNode mapping, Origin origin) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Origin place = origin(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        Problem.at(place, "", "a key must be plain text, but is a list or section", "Rewrite it."));
            } else if (entries.putIfAbsent(key.getValue(), at(place, convert(tuple.getValueNode()))) != null) {
                problems.add(Problem.at(
                        place, key.getValue(), "is written twice in the same section", "Remove one of the two."));
            }
        }
        return new Node.Section(entries, origin);
    }

    /** A section or list begins below its key, but people look for the key. */
    private static Node at(Origin place, Node node) {
        if (node instanceof Node.Section section) {
            return new Node.Section(section.entries(), place);
        }
        return node instanceof Node.Items items ? new Node.Items(items.items(), place) : node;
    }

    private Object value(ScalarNode scalar, Origin origin) {
        var construct = SCHEMA.getSchemaTagConstructors().get(scalar.getTag());
        if (construct == null) {
            return scalar.getValue();
        }
        try {
            Object value = construct.construct(scalar);
            if (value instanceof Integer number) {
                return number.longValue();
            }
            return value instanceof BigInteger ? scalar.getValue() : value;
        } catch (YamlEngineException | NumberFormatException e) {
            problems.add(Problem.at(origin, "", "is not a " + scalar.getTag() + " value", "Quote it if it is text."));
            return null;
        }
    }

    private Origin origin(org.snakeyaml.engine.v2.nodes.Node node) {
        return Origin.line(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    /**
     * Reads a value as it would be read behind a key; what is no YAML is text.
     *
     * @param text for example {@code 30s}, {@code true}, {@code [a, b]}
     * @param origin where it was written
     * @return the value
     */
    static Node value(String text, Origin origin) {
        var ignored = new ArrayList<Problem>();
        boolean flow = text.startsWith("[") || text.startsWith("{");
        try {
            Node node = new Compose(settings(origin.text()))
                    .composeString(text)
                    .map(new YamlReader(origin.text(), ignored)::convert)
                    .orElse(new Node.Scalar(text, origin));
            // 'a: b' and '- a' are YAML, but not what somebody means who sets a variable.
            if (ignored.isEmpty() && (flow || node instanceof Node.Scalar)) {
                return relocated(node, origin);
            }
        } catch (YamlEngineException e) {
            return new Node.Scalar(text, origin);
        }
        return new Node.Scalar(text, origin);
    }

    private static Node relocated(Node node, Origin origin) {
        if (node instanceof Node.Section section) {
            Map<String, Node> entries = new LinkedHashMap<>();
            section.entries().forEach((key, inner) -> entries.put(key, relocated(inner, origin)));
            return new Node.Section(entries, origin);
        }
        if (node instanceof Node.Items items) {
            return new Node.Items(
                    items.items().stream().map(item -> relocated(item, origin)).toList(), origin);
        }
        return new Node.Scalar(node.plain(), origin);
    }
}

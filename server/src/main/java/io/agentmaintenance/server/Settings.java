package io.agentmaintenance.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a configuration file: the settings by their names. A problem is collected and reading goes on, so that the
 * operator sees all problems at once. A problem names the setting and its line, never its value, which may be a secret. Not
 * thread-safe.
 */
final class Settings {
    private final String path;
    private final Node node;
    private final List<String> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final int problemsBefore;

    private Settings(String path, MappingNode node, List<String> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        this.problemsBefore = problems.size();
        for (NodeTuple setting : node.getValue()) {
            ScalarNode name = (ScalarNode) setting.getKeyNode(); // The parser rejects any other key.
            if (values.put(name.getValue(), setting.getValueNode()) != null) {
                note(name, below(name.getValue()), "is named twice");
            }
        }
    }

    /** {@return what the function returns for the whole file, or null if the file is not a mapping} */
    static <T> @Nullable T read(Node root, Function<Settings, T> whole, List<String> problems) {
        return read(root, "", whole, problems);
    }

    /** {@return the value of a setting, or null if it is missing or not of the form} */
    <T> @Nullable T optional(String name, Form<T> form) {
        Node value = value(name);
        return value == null ? null : scalar(value, below(name), form);
    }

    /** {@return the value of a required setting, or an empty text if it is missing or not of the form} */
    String required(String name, Form<String> form) {
        Node value = value(name);
        if (value == null) {
            noteMissing(name);
            return "";
        }
        String read = scalar(value, below(name), form);
        return read == null ? "" : read;
    }

    /** {@return the values of a list that are of the form, or null if the list is missing} */
    <T> @Nullable List<T> list(String name, int max, Form<T> form) {
        return each(name, 0, max, (element, place) -> scalar(element, place, form));
    }

    /** {@return what the function returns for a setting that is itself a mapping, or null if it is missing} */
    <T> @Nullable T part(String name, Function<Settings, T> part) {
        Node value = value(name);
        return value == null ? null : read(value, below(name), part, problems);
    }

    /** {@return what the function returns for each mapping of a list, or null if the list is missing} */
    <T> @Nullable List<T> parts(String name, int max, Function<Settings, T> part) {
        return each(name, 0, max, (element, place) -> read(element, place, part, problems));
    }

    /** {@return what the function returns for each mapping of a required list; empty if the list is missing} */
    <T> List<T> requiredParts(String name, int max, Function<Settings, T> part) {
        List<T> read = each(name, 1, max, (element, place) -> read(element, place, part, problems));
        if (read == null) {
            noteMissing(name);
        }
        return read == null ? List.of() : read;
    }

    /**
     * Checks a rule about several settings. A broken rule is a problem of its own only if each setting alone is valid;
     * otherwise it is a consequence of the problems that are already collected.
     */
    void require(boolean valid, String problem) {
        if (!valid && isValid()) {
            note(node, path.isEmpty() ? "the file" : path, problem);
        }
    }

    /** {@return whether no problem was found in these settings so far} */
    boolean isValid() {
        return problems.size() == problemsBefore;
    }

    /** {@return the path and line of these settings, for a problem that is noted elsewhere} */
    String place() {
        return path + line(node);
    }

    private void noteMissing(String name) {
        note(node, below(name), "is required");
    }

    private static <T> @Nullable T read(Node node, String path, Function<Settings, T> part, List<String> problems) {
        if (!(node instanceof MappingNode mapping)) {
            note(problems, node, path.isEmpty() ? "the file" : path, "must be a mapping of settings");
            return null;
        }
        Settings settings = new Settings(path, mapping, problems);
        T read = part.apply(settings);
        settings.values.forEach((name, value) -> {
            if (!settings.known.contains(name)) {
                settings.note(value, settings.below(name), "is not a known setting");
            }
        });
        return read;
    }

    /** Reads one element of a list; returns null if it has a problem, which it notes. */
    private interface Element<T> {
        @Nullable T read(Node element, String place);
    }

    private <T> @Nullable List<T> each(String name, int min, int max, Element<T> element) {
        Node value = value(name);
        if (value == null) {
            return null;
        }
        List<T> all = new ArrayList<>();
        List<Node> nodes = value instanceof SequenceNode sequence ? sequence.getValue() : List.of();
        if (!(value instanceof SequenceNode) || nodes.size() < min || nodes.size() > max) {
            note(value, below(name), "must be a list of " + min + " to " + max + " elements");
            return all;
        }
        for (int i = 0; i < nodes.size(); i++) {
            T read = element.read(nodes.get(i), below(name) + "[" + i + "]");
            if (read != null) {
                all.add(read);
            }
        }
        return all;
    }

    private <T> @Nullable T scalar(Node node, String place, Form<T> form) {
        if (!(node instanceof ScalarNode scalar) || isNull(node)) {
            note(node, place, "must be a single value");
            return null;
        }
        try {
            return form.read(scalar.getValue());
        } catch (IllegalArgumentException e) {
            note(node, place, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Node value(String name) {
        known.add(name);
        Node value = values.get(name);
        return value == null || isNull(value) ? null : value;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String below(String name) {
        String printable = name.length() <= 64 && name.chars().allMatch(c -> c > ' ' && c < 0x7f) ? name : "?";
        return path.isEmpty() ? printable : path + "." + printable;
    }

    private void note(Node where, String place, String problem) {
        note(problems, where, place, problem);
    }

    private static void note(List<String> problems, Node where, String place, String problem) {
        problems.add(place + " " + problem + line(where));
    }

    private static String line(Node node) {
        return node.getStartMark()
                .map(mark -> " (line " + (mark.getLine() + 1) + ")")
                .orElse("");
    }
}

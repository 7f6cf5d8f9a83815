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
 * operator sees all problems at once. For one thread.
 */
final class Settings {
    private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);
    private static final int MAX_NAME = 64;

    private final String path;
    private final MappingNode node;
    private final Findings findings;
    private final Map<String, NodeTuple> values = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final int problemsBefore;

    private Settings(String path, MappingNode node, Findings findings) {
        this.path = path;
        this.node = node;
        this.findings = findings;
        this.problemsBefore = findings.count();
        for (NodeTuple setting : node.getValue()) {
            if (setting.getKeyNode() instanceof ScalarNode name) {
                NodeTuple first = values.putIfAbsent(name.getValue(), setting);
                if (first != null) {
                    String place = Findings.place(first.getKeyNode(), below(name.getValue()));
                    findings.problem(name, below(name.getValue()), "is set twice, first at " + place);
                }
            } else {
                findings.problem(setting.getKeyNode(), path, "must not have a key that is a list or a mapping");
            }
        }
    }

    /** {@return what the function returns for the whole file, or null if the file is not a mapping} */
    static <T> @Nullable T read(Node root, Function<Settings, T> whole, Findings findings) {
        return read(root, "", whole, findings);
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
            problem(name, "is required");
            return "";
        }
        String read = scalar(value, below(name), form);
        return read == null ? "" : read;
    }

    /** {@return the different values of a list that are of the form, or null if the list is missing} */
    <T> @Nullable List<T> list(String name, int max, Form<T> form) {
        Set<T> before = new HashSet<>();
        return each(name, 0, max, (element, place) -> {
            T read = scalar(element, place, form);
            if (read != null && !before.add(read)) {
                findings.problem(element, place, "has the value of an element before it");
            }
            return read;
        });
    }

    /** {@return what the function returns for a setting that is itself a mapping, or null if it is missing} */
    <T> @Nullable T part(String name, Function<Settings, T> part) {
        Node value = value(name);
        return value == null ? null : read(value, below(name), part, findings);
    }

    /** {@return what the function returns for each mapping of a list, or null if the list is missing} */
    <T> @Nullable List<T> parts(String name, int max, Function<Settings, T> part) {
        return each(name, 0, max, (element, place) -> read(element, place, part, findings));
    }

    /** {@return what the function returns for each mapping of a required list; empty if the list is missing} */
    <T> List<T> requiredParts(String name, int max, Function<Settings, T> part) {
        List<T> read = each(name, 1, max, (element, place) -> read(element, place, part, findings));
        if (read == null) {
            problem(name, "is required");
        }
        return read == null ? List.of() : read;
    }

    /**
     * Refuses a setting that is written without a value. Elsewhere this means that the setting is left out; for a setting that
     * limits rights it would remove the limit.
     */
    void requireValueIfPresent(String name) {
        NodeTuple setting = values.get(name);
        if (setting != null && isNull(setting.getValueNode())) {
            problem(name, "must have a value if it is present");
        }
    }

    /**
     * Checks a rule about several settings. A broken rule is a problem of its own only if each setting alone is valid;
     * otherwise it is a consequence of the problems that are already collected.
     */
    void require(boolean valid, String problem) {
        if (!valid && findings.count() == problemsBefore) {
            findings.problem(node, path, problem);
        }
    }

    /** {@return whether a setting is present and has a value} */
    boolean has(String name) {
        return value(name) != null;
    }

    /** Adds a problem of these settings as a whole. */
    void problem(String cause) {
        findings.problem(node, path, cause);
    }

    /** Adds a problem of one setting. */
    void problem(String name, String cause) {
        findings.problem(line(name), below(name), cause);
    }

    /** Adds a warning about these settings as a whole. */
    void warning(String cause) {
        findings.warning(node, path, cause);
    }

    /** Adds a warning about one setting. */
    void warning(String name, String cause) {
        findings.warning(line(name), below(name), cause);
    }

    /** {@return the path and line of these settings, for a problem that is noted elsewhere} */
    String place() {
        return Findings.place(node, path);
    }

    private static <T> @Nullable T read(Node node, String path, Function<Settings, T> part, Findings findings) {
        if (!(node instanceof MappingNode mapping) || !TAGS.contains(node.getTag())) {
            findings.problem(node, path, "must be a mapping of settings");
            return null;
        }
        Settings settings = new Settings(path, mapping, findings);
        T read = part.apply(settings);
        settings.values.forEach((name, setting) -> {
            if (!settings.known.contains(name)) {
                String suggestion = Spelling.suggestion(name, settings.known);
                findings.problem(setting.getKeyNode(), settings.below(name), "is not a known setting" + suggestion);
            }
        });
        return read;
    }

    /** Reads one element of a list; returns null if it has a problem, which it adds to the findings. */
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
        boolean isList = value instanceof SequenceNode && TAGS.contains(value.getTag());
        if (!isList || nodes.size() < min || nodes.size() > max) {
            findings.problem(value, below(name), "must be a list of " + min + " to " + max + " elements");
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
        if (!(node instanceof ScalarNode scalar) || isNull(node) || !TAGS.contains(node.getTag())) {
            findings.problem(node, place, "must be a single value");
            return null;
        }
        try {
            return form.read(scalar.getValue());
        } catch (IllegalArgumentException e) {
            findings.problem(node, place, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Node value(String name) {
        known.add(name);
        NodeTuple setting = values.get(name);
        return setting == null || isNull(setting.getValueNode()) ? null : setting.getValueNode();
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private Node line(String name) {
        NodeTuple setting = values.get(name);
        return setting == null ? node : setting.getKeyNode();
    }

    private String below(String name) {
        boolean printable = name.length() <= MAX_NAME && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return (path.isEmpty() ? "" : path + ".") + (printable ? name : "?");
    }
}

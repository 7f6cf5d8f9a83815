package io.agentmaintenance.server;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Parses YAML into the parser's nodes. They are not mapped to objects by the parser, because the nodes know their lines: every
 * problem is reported with its place. For one thread.
 */
final class YamlTree {
    // The parser calls itself for each level; a file of this server needs eight.
    private static final int MAX_DEPTH = 50;
    // References to references multiply: a short file could fill the memory.
    private static final int MAX_REFERENCES = 50;

    // What the parser's messages begin with, and what to write instead: the messages may quote a token.
    private static final List<Map.Entry<String, String>> CAUSES = List.of(
            Map.entry("found character '\\t", "a tab stands where only spaces may"),
            Map.entry("found character", "a text that begins with this character needs quotes"),
            Map.entry("could not find expected ':'", "a colon is missing after a name"),
            Map.entry(
                    "mapping values are not allowed", "the indentation is wrong, or a text with a colon needs quotes"),
            Map.entry("sequence entries are not allowed", "a list must begin on a line of its own"),
            Map.entry("found unexpected", "a quotation mark is missing"),
            Map.entry("expected <block end>", "the indentation does not fit the lines before"),
            Map.entry("expected ',' or ']'", "a comma or a closing ] is missing"),
            Map.entry("expected ',' or '}'", "a comma or a closing } is missing"),
            Map.entry("expected the node content", "a value is missing"),
            Map.entry("expected '<document start>'", "there is more after the end of the document"),
            Map.entry("found undefined alias", "a reference with * has no anchor with & before it"),
            Map.entry("unexpected character found", "a name is missing after * or &"),
            Map.entry("found unknown escape", "a backslash in double quotes is followed by an unknown character"),
            Map.entry("expected escape", "a backslash in double quotes is followed by too few digits"),
            Map.entry("but found another document", "there is more than one document"));

    private final LoadSettings settings = LoadSettings.builder()
            .setCodePointLimit(ConfigurationFile.MAX_BYTES)
            .setMaxAliasesForCollections(MAX_REFERENCES)
            // Settings reports them with their place.
            .setAllowNonScalarKeys(true)
            .build();
    private final String file;
    private final Set<Anchor> anchors = new HashSet<>();
    private int depth;
    private int references;
    private Optional<Mark> place = Optional.empty();

    private YamlTree(String file) {
        this.file = file;
    }

    /** {@return the only document of a text} */
    static Node root(String file, String text) throws ConfigurationException {
        return new YamlTree(file).root(text);
    }

    private Node root(String text) throws ConfigurationException {
        Optional<Node> root;
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                check(event);
            }
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw notValid(cause(e.getProblem()), e.getProblemMark());
        } catch (RuntimeException e) {
            // The parser throws others too, such as a NumberFormatException for an escape sequence.
            throw notValid("this value, or the one after it, cannot be read", place);
        }
        return root.orElseThrow(() -> new ConfigurationException(file, List.of("is empty")));
    }

    private void check(Event event) throws ConfigurationException {
        place = event.getStartMark();
        if (event instanceof CollectionStartEvent start) {
            start.getAnchor().ifPresent(anchors::add);
            depth++;
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof AliasEvent alias && anchors.contains(alias.getAlias())) {
            references++;
        }
        if (depth > MAX_DEPTH) {
            throw notValid("lists and mappings are nested more than " + MAX_DEPTH + " deep", place);
        }
        if (references > MAX_REFERENCES) {
            throw notValid("there are more than " + MAX_REFERENCES + " references with * to lists and mappings", place);
        }
    }

    private static String cause(@Nullable String message) {
        return CAUSES.stream()
                .filter(cause -> message != null && message.startsWith(cause.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("its form is wrong");
    }

    private ConfigurationException notValid(String cause, Optional<Mark> mark) {
        String at = mark.map(m -> " (line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1) + ")")
                .orElse("");
        return new ConfigurationException(file, List.of("is not valid YAML or JSON: " + cause + at));
    }
}

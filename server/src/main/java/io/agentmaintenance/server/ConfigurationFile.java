package io.agentmaintenance.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a configuration file: YAML, or JSON, which is a part of YAML. Reads the parser's nodes instead of mapping them to
 * objects, because the nodes know their lines: every problem is reported with its place.
 */
final class ConfigurationFile {
    // Enough for a hundred thousand servers of 600 characters each; the parser's default is 3 million.
    private static final int MAX_CHARACTERS = 64 << 20;

    private ConfigurationFile() {}

    static ServerConfiguration read(Path file) throws ConfigurationException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file.toString(), List.of("there is no such file"));
        } catch (IOException e) {
            throw new ConfigurationException(file.toString(), List.of("cannot be read: " + e.getMessage()));
        }
    }

    static ServerConfiguration read(String name, InputStream in) throws ConfigurationException {
        List<String> problems = new ArrayList<>();
        ServerConfiguration configuration = Settings.read(root(name, in), ServerConfiguration::from, problems);
        if (configuration == null || !problems.isEmpty()) {
            throw new ConfigurationException(name, problems);
        }
        return configuration;
    }

    private static Node root(String name, InputStream in) throws ConfigurationException {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).build();
        Optional<Node> root;
        try {
            root = new Compose(settings).composeInputStream(in);
        } catch (YamlEngineException e) {
            throw new ConfigurationException(name, List.of("is not valid YAML or JSON" + at(e)));
        }
        return root.orElseThrow(() -> new ConfigurationException(name, List.of("is empty")));
    }

    // Without the parser's message: it may quote a token.
    private static String at(YamlEngineException e) {
        Optional<Mark> mark =
                e instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
        return mark.map(m -> " (line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1) + ")")
                .orElse("");
    }
}

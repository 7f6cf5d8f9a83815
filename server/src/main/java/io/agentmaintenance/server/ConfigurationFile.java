package io.agentmaintenance.server;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads configuration files: YAML, and JSON as the part of YAML that it is. */
final class ConfigurationFile {
    private final Validator validator;

    ConfigurationFile(Validator validator) {
        this.validator = validator;
    }

    ServerConfiguration read(Path file) throws ConfigurationException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file.toString(), List.of("there is no such file"));
        } catch (IOException e) {
            throw new ConfigurationException(file.toString(), List.of("can not be read: " + e.getMessage()));
        }
    }

    ServerConfiguration read(String name, InputStream in) throws ConfigurationException {
        ServerConfiguration configuration;
        try {
            configuration = mapper().readValue(in, ServerConfiguration.class);
        } catch (JacksonException e) {
            throw new ConfigurationException(name, List.of(problem(e)));
        }
        if (configuration == null) {
            throw new ConfigurationException(name, List.of("is empty"));
        }
        List<String> problems = validator.validate(configuration).stream()
                .sorted(Comparator.comparing(v -> v.getPropertyPath().toString()))
                .map(ConfigurationFile::problem)
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(name, problems);
        }
        return configuration;
    }

    private static ObjectMapper mapper() {
        return YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static String problem(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        String place = path.replaceFirst("\\.?(namedOnce|consistent)$", "");
        return (place.isEmpty() ? "the file" : place) + " " + violation.getMessage();
    }

    // Neither the text of the parser nor its source: both may quote a token.
    private static String problem(JacksonException e) {
        String where = at(e.getLocation());
        if (e instanceof DatabindException binding && !binding.getPath().isEmpty()) {
            String path = binding.getPath().stream()
                    .map(r -> r.getPropertyName() == null ? "[" + r.getIndex() + "]" : "." + r.getPropertyName())
                    .collect(Collectors.joining());
            boolean unknown = e instanceof tools.jackson.databind.exc.UnrecognizedPropertyException;
            return path.substring(path.startsWith(".") ? 1 : 0)
                    + (unknown ? " is not a known setting" : " has a value of the wrong kind")
                    + where;
        }
        return e instanceof DatabindException
                ? "is empty, or not a mapping of settings"
                : "is not valid YAML or JSON" + where;
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}

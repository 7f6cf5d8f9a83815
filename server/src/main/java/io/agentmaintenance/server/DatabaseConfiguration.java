package io.agentmaintenance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL database that keeps tasks and agent states.
 *
 * @param url where it is, as a URL of JDBC
 * @param user the name to log in with; that of the process if left out
 * @param passwordFile the file whose first line is the password; no password if left out
 * @param schema the schema of the tables
 * @param pool how many connections are open at most
 */
record DatabaseConfiguration(
        String url, @Nullable String user, @Nullable Path passwordFile, String schema, int pool) {
    private static final String DEFAULT_SCHEMA = "agent_maintenance";
    private static final int DEFAULT_POOL = 10;
    private static final int MAX_POOL = 1000;
    private static final Form<String> URL = Form.visible(1, 2000).then(url -> {
        DatabaseUrl.of(url);
        return url;
    });
    private static final Form<Path> FILE =
            Form.line(1, 1000).then(ReadableFile::of).then(DatabaseConfiguration::withPassword);

    static DatabaseConfiguration from(Settings database) {
        String url = database.required("url", URL);
        if (!url.isEmpty()
                && database.has("user")
                && DatabaseUrl.of(url).parameters().containsKey("user")) {
            database.problem("user", "has no effect beside the user in url");
        }
        String schema = database.optional("schema", Form.matching("[a-z_][a-z0-9_]{0,62}"));
        Integer pool = database.optional("pool", Form.whole(1, MAX_POOL));
        return new DatabaseConfiguration(
                url,
                database.optional("user", Form.line(1, 63)),
                database.optional("passwordFile", FILE),
                schema == null ? DEFAULT_SCHEMA : schema,
                pool == null ? DEFAULT_POOL : pool);
    }

    /**
     * {@return the password, or null if there is none}
     *
     * @throws IOException if the file cannot be read any more
     */
    @Nullable String password() throws IOException {
        return passwordFile == null ? null : firstLine(passwordFile);
    }

    /** {@return the setting of each value, for messages that must not quote a value} */
    Map<String, String> valuesBySetting() {
        DatabaseUrl parts = DatabaseUrl.of(url);
        Map<String, String> settings = new HashMap<>();
        settings.put(schema, "database.schema");
        parts.parameters().forEach((name, value) -> settings.put(value, "database.url"));
        parts.hosts().forEach(host -> {
            settings.put(host, "database.url");
            settings.put(host.replaceFirst(":[0-9]+$", ""), "database.url");
        });
        settings.put(parts.database(), "database.url");
        settings.put(url, "database.url");
        if (user != null) {
            settings.put(user, "database.user");
        }
        if (passwordFile != null) {
            settings.put(passwordFile.toString(), "database.passwordFile");
        }
        return settings;
    }

    private static Path withPassword(Path file) {
        try {
            if (firstLine(file).isEmpty()) {
                throw new IllegalArgumentException("must be a file whose first line is the password");
            }
            return file;
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a text file in UTF-8", e);
        }
    }

    private static String firstLine(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

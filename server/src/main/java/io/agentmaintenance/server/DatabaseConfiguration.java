package io.agentmaintenance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
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
    private static final Form<String> URL = Form.visible(1, 2000)
            .check(url -> url.startsWith("jdbc:postgresql:"), "must begin with jdbc:postgresql:")
            .check(DatabaseConfiguration::hasLegalPorts, "must have ports from 1 to 65535, as numbers")
            .check(
                    url -> !url.toLowerCase(Locale.ROOT).contains("password=") && !url.contains("@"),
                    "must not have a password: name its file in passwordFile");
    private static final Form<Path> FILE = Form.line(1, 1000).then(DatabaseConfiguration::readable);

    static DatabaseConfiguration from(Settings database) {
        String schema = database.optional("schema", Form.matching("[a-z_][a-z0-9_]{0,62}"));
        Integer pool = database.optional("pool", Form.whole(1, MAX_POOL));
        return new DatabaseConfiguration(
                database.required("url", URL),
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

    /** The driver would report a wrong port with its text. */
    private static boolean hasLegalPorts(String url) {
        String hosts = url.replaceFirst("jdbc:postgresql:(//)?", "").replaceFirst("[/?].*", "");
        for (String host : hosts.split(",", -1)) {
            int colon = host.lastIndexOf(':');
            String port = colon < 0 || host.endsWith("]") ? "1" : host.substring(colon + 1);
            if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
                return false;
            }
        }
        return true;
    }

    private static Path readable(String name) {
        try {
            Path file = Path.of(name);
            if (firstLine(file).isEmpty()) {
                throw new IllegalArgumentException("must be a file whose first line is the password");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the name of a file", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("cannot be read: this user has no permission", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("must be a text file in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read as a file", e);
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

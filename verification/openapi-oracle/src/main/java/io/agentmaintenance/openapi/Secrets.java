package io.agentmaintenance.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets that tests use. Tokens, keys and passwords of tests contain a marker; signatures and digests are recognised by
 * their form. None of them may be in an answer or in a log.
 */
public final class Secrets {
    // A signature or digest never has the same digit ten times in a row; what random tests make up may have.
    private static final Pattern SECRET =
            Pattern.compile("marker|demo-token|demo-secret-key|demo-password|skexample|signature="
                    + "|(?<digest>(?![0-9a-f]{0,54}([0-9a-f])\\2{9})[0-9a-f]{64})");
    // A signature or digest has nearly all sixteen digits; what random tests make up has few.
    private static final int DIFFERENT_DIGITS = 9;

    private Secrets() {}

    /**
     * {@return the secrets in a text, in lower case; empty if there are none}
     *
     * @param text an answer or some lines of a log
     */
    public static List<String> in(String text) {
        Matcher matcher = SECRET.matcher(text.toLowerCase(Locale.ROOT));
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            String digest = matcher.group("digest");
            if (digest == null || digest.chars().distinct().count() >= DIFFERENT_DIGITS) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    /**
     * Searches the logs of a test run.
     *
     * @param folder the folder with the files that end in {@code .log}
     * @return the number of searched bytes
     * @throws IOException if a file cannot be read
     * @throws AssertionError if one of them contains a secret; the message has the line
     */
    public static long searchLogs(Path folder) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        long bytes = 0;
        for (Path log : logs) {
            bytes += Files.size(log);
            try (Stream<String> lines = Files.lines(log)) {
                lines.filter(line -> !in(line).isEmpty()).findFirst().ifPresent(line -> {
                    throw new AssertionError(log.getFileName() + " has a secret: " + line);
                });
            }
        }
        return bytes;
    }
}

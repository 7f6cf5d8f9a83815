package io.agentmaintenance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds words of the wire in sources, comments included: an adapter alone knows how a request is sent and how an answer is
 * spelt. ArchUnit sees dependencies only; a vocabulary is none.
 */
final class WireWords {
    private static final Pattern WORDS = Pattern.compile("\\b(?:"
            + String.join(
                    "|",
                    "HTTP",
                    "JSON",
                    "[Hh]eaders?",
                    "on the wire",
                    "[Ss]tatus (?:code )?[1-5][0-9]{2}",
                    "[1-5][0-9]{2} (?:Bad Request|Unauthorized|Forbidden|Not Found)",
                    "(?:taskmgr|invocationmgr|ces)\\.[0-9N%]\\w*",
                    "taskmgr|invocationmgr",
                    "[a-z]+(?:_[a-z]+)+")
            + ")");

    private WireWords() {}

    /** The words in all sources below a folder, each as {@code file:line: word}. */
    static List<String> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            if (sources.isEmpty()) {
                throw new AssertionError("no sources in " + folder.toAbsolutePath());
            }
            List<String> found = new ArrayList<>();
            for (Path source : sources) {
                List<String> lines = Files.readAllLines(source);
                for (int i = 0; i < lines.size(); i++) {
                    Matcher matcher = WORDS.matcher(lines.get(i));
                    while (matcher.find()) {
                        found.add(source.getFileName() + ":" + (i + 1) + ": " + matcher.group());
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

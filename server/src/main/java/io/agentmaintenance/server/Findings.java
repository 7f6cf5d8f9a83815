package io.agentmaintenance.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The problems and the warnings that were found in a configuration file. Each names a setting and its line, never a value,
 * because a value may be a secret. For one thread.
 */
final class Findings {
    private final List<Finding> problems = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    private record Finding(int line, String text) {}

    /** Adds a problem: the server must not start. */
    void problem(Node where, String path, String cause) {
        problems.add(finding(where, path, cause));
    }

    /** Adds a warning: the server starts. */
    void warning(Node where, String path, String cause) {
        warnings.add(finding(where, path, cause));
    }

    /** {@return how many problems were found so far} */
    int count() {
        return problems.size();
    }

    /** {@return the problems in the order of their lines} */
    List<String> problems() {
        return sorted(problems);
    }

    /** {@return the warnings in the order of their lines} */
    List<String> warnings() {
        return sorted(warnings);
    }

    /** {@return the path and the line of a node, as every problem shows them} */
    static String place(Node where, String path) {
        return path + suffix(line(where));
    }

    private static Finding finding(Node where, String path, String cause) {
        int line = line(where);
        return new Finding(line, (path.isEmpty() ? "the file" : path) + " " + cause + suffix(line));
    }

    private static List<String> sorted(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparingInt(Finding::line))
                .map(Finding::text)
                .toList();
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static String suffix(int line) {
        return line == 0 ? "" : " (line " + line + ")";
    }
}

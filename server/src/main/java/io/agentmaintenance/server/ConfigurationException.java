package io.agentmaintenance.server;

import java.util.ArrayList;
import java.util.List;

/** A configuration file that is not valid. The message is for the operator: one line per problem, each with the file's name. */
final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LINES = 1_000;

    ConfigurationException(String file, List<String> problems) {
        super(String.join("\n", lines(file, problems)));
    }

    private static List<String> lines(String file, List<String> problems) {
        String printable = file.replaceAll("\\p{Cntrl}", "?");
        List<String> lines = new ArrayList<>();
        problems.stream().limit(MOST_LINES).forEach(problem -> lines.add(printable + ": " + problem));
        if (problems.size() > MOST_LINES) {
            lines.add(printable + ": " + (problems.size() - MOST_LINES) + " more problems");
        }
        return lines;
    }
}

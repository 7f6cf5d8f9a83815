package io.agentmaintenance.server;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes the mistakes of a command line, without the values, which may be secrets. */
final class ArgumentProblems {
    private ArgumentProblems() {}

    /** {@return one line per mistake; empty if there is none} */
    static List<String> of(ParseResult parsed) {
        List<String> known = parsed.commandSpec().options().stream()
                .map(OptionSpec::names)
                .flatMap(Arrays::stream)
                .toList();
        return parsed.errors().stream()
                .flatMap(error -> describe((ParameterException) error, known))
                .collect(Collectors.toList());
    }

    private static Stream<String> describe(ParameterException error, List<String> known) {
        if (!(error instanceof UnmatchedArgumentException unmatched)) {
            return Stream.of(String.valueOf(error.getMessage()));
        }
        return unmatched.getUnmatched().stream().map(argument -> {
            if (!argument.startsWith("-")) {
                return "An argument is not an option. The name of a configuration file comes after --config.";
            }
            String name = argument.replaceFirst("(?s)[=\\p{Cntrl}].*", "");
            return "Unknown option: '" + name + "'" + Spelling.suggestion(name, known);
        });
    }
}

package io.agentmaintenance.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param config the configuration file; null for the demo
 * @param question what to print instead of running, or null
 */
record Arguments(
        String host,
        int port,
        @Nullable Path config,
        @Nullable Question question) {
    static final String HELP = """
            Usage: agent-maintenance-server [-hV] [--host=ADDRESS] [--port=PORT] [--config=FILE]
            Serves the agent maintenance API on a fleet in memory.
            Without --config, it starts a demo project with a hundred servers and a token,
            and prints how to use them.
                  --host=ADDRESS   Address to listen on. Default: 127.0.0.1, so only this
                                     machine can call.
                  --port=PORT      Port to listen on; 0 takes a free one. Default: 8080.
                  --config=FILE    YAML or JSON file with projects, tokens, fleets, versions
                                     and limits. See docs/configuration.md.
              -h, --help           Show this help message and exit.
              -V, --version        Print version information and exit.

            Exit codes:
              0   stopped as asked; running answers were finished
              1   could not start, for example because the port is taken
              2   the command line or the configuration file is not valid
            """;

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    /** What can be asked instead of running. */
    enum Question {
        HELP,
        VERSION
    }

    /**
     * {@return what the arguments mean}
     *
     * @throws ParseException if they mean nothing; the message is for the user
     */
    static Arguments of(String... args) throws ParseException {
        CommandLine given =
                DefaultParser.builder().setAllowPartialMatching(false).get().parse(options(), args);
        if (!given.getArgList().isEmpty()) {
            throw new ParseException(
                    "Unexpected argument: " + given.getArgList().get(0));
        }
        String host = value(given, "host");
        String port = value(given, "port");
        String config = value(given, "config");
        return new Arguments(
                host == null ? DEFAULT_HOST : host,
                port == null ? DEFAULT_PORT : port(port),
                config == null ? null : path(config),
                given.hasOption("help") ? Question.HELP : given.hasOption("version") ? Question.VERSION : null);
    }

    private static Options options() {
        return new Options()
                .addOption(valued("host"))
                .addOption(valued("port"))
                .addOption(valued("config"))
                .addOption(new Option("h", "help", false, null))
                .addOption(new Option("V", "version", false, null));
    }

    private static Option valued(String name) {
        return Option.builder().longOpt(name).hasArg().get();
    }

    private static @Nullable String value(CommandLine given, String name) throws ParseException {
        String[] values = given.getOptionValues(name);
        if (values != null && values.length > 1) {
            throw new ParseException("--" + name + " was given more than once");
        }
        return values == null ? null : values[0];
    }

    private static int port(String text) throws ParseException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ParseException("--port must be 0 to " + MAX_PORT);
    }

    private static Path path(String text) throws ParseException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ParseException("--config must be the path of a file");
        }
    }
}

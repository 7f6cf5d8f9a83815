package io.agentmaintenance.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line: its options, and the texts of its help. Picocli sets the fields. */
@Command(
        name = "agent-maintenance-server",
        mixinStandardHelpOptions = true,
        versionProvider = Arguments.Version.class,
        description = {
            "Serves the agent maintenance API on a simulated fleet.",
            "Tasks and agent states survive a restart if --data names a folder, or the configuration file a database.",
            "Otherwise they are in memory: a restart loses them.",
            "Without --config, it starts a demo project with a hundred servers and a token, and prints how to use them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as requested; requests under way were answered",
            "1:could not start, for example because the port is in use, or the folder or database cannot be used",
            "2:the command line or the configuration file is not valid",
            "3:out of memory"
        })
final class Arguments {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            converter = Host.class,
            description = "Address to listen on. Default: ${DEFAULT-VALUE}, so only this machine can call.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            converter = Port.class,
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            converter = MetricsPort.class,
            description = "Port of /metrics for Prometheus; 0 takes a free one, off serves none."
                    + " Default: 9464, or a free one if that is in use. See docs/metrics.md.")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            converter = ConfigurationPath.class,
            description = "YAML or JSON file with projects, tokens, fleets, versions and limits."
                    + " See docs/configuration.md.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            converter = DataPath.class,
            description = "Folder that keeps tasks, agent states, the journal and the key of tokens; created if absent."
                    + " One server at a time uses it. Without it all of them are in memory.")
    private @Nullable Path data;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            converter = LogLevel.class,
            description =
                    "Level of this server's own log lines: ERROR, WARN, INFO, DEBUG, TRACE. Default: ${DEFAULT-VALUE}.")
    private Level logLevel = Level.INFO;

    /** {@return the level of the log} */
    Level logLevel() {
        return logLevel;
    }

    /** {@return the address to listen on} */
    String host() {
        return host;
    }

    /** {@return the port to listen on; 0 takes a free one} */
    int port() {
        return port;
    }

    /** {@return the port of metrics, see {@link MetricsConfiguration}; null if the command line names none} */
    @Nullable Integer metricsPort() {
        return metricsPort;
    }

    /** {@return the configuration file; null for the demo} */
    @Nullable Path config() {
        return config;
    }

    /** {@return the folder that keeps what must survive; null if the command line names none} */
    @Nullable Path data() {
        return data;
    }

    /** Reads an address or a name of this machine. An empty text would mean every address. */
    static final class Host implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("must not be empty; 0.0.0.0 is every address");
            }
            return text;
        }
    }

    /** Reads the name of a file. */
    static final class ConfigurationPath implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            return path(text, "file");
        }
    }

    /** Reads the name of a folder. */
    static final class DataPath implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            return path(text, "folder");
        }
    }

    private static Path path(String text, String kind) {
        if (text.isEmpty()) {
            throw new TypeConversionException("must be the name of a " + kind);
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // Thrown for a character that the encoding of this process, set by LANG or LC_ALL, does not have.
            throw new TypeConversionException("must be the name of a " + kind + " in the encoding of this process");
        }
    }

    /** Reads a level of the log. */
    static final class LogLevel implements ITypeConverter<Level> {
        @Override
        public Level convert(String text) {
            for (Level level : Level.values()) {
                if (level.name().equals(text)) {
                    return level;
                }
            }
            throw new TypeConversionException("must be one of ERROR, WARN, INFO, DEBUG, TRACE");
        }
    }

    /** Reads a port. */
    static final class Port implements ITypeConverter<Integer> {
        private static final int MAX_PORT = 65_535;

        @Override
        public Integer convert(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= MAX_PORT) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // The message below covers this too.
            }
            throw new TypeConversionException("must be 0 to " + MAX_PORT);
        }
    }

    /** Reads the port of metrics. */
    static final class MetricsPort implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return MetricsConfiguration.port(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Arguments.class.getPackage().getImplementationVersion();
            return new String[] {"agent-maintenance-server " + (version == null ? "(not packaged)" : version)};
        }
    }
}

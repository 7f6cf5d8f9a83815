package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The program: starts the server with the options of the command line. */
public final class Main {
    private static final String DEMO = "demo.yaml";

    private final Arguments arguments;
    private final PrintWriter out;
    private final PrintWriter err;

    private Main(Arguments arguments, PrintWriter out, PrintWriter err) {
        this.arguments = arguments;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the server until the process receives a signal to stop.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** {@return the command line, ready to be executed} */
    static CommandLine commandLine() {
        Arguments arguments = new Arguments();
        CommandLine command = new CommandLine(arguments)
                // An argument that begins with @ is not the name of a file with more arguments.
                .setExpandAtFiles(false)
                .setExecutionStrategy(parsed -> execute(parsed, arguments));
        // Otherwise the first mistake is thrown and the others are not found.
        command.getCommandSpec().parser().collectErrors(true);
        return command;
    }

    private static int execute(ParseResult parsed, Arguments arguments) {
        Integer helpOrVersion = CommandLine.executeHelpRequest(parsed);
        if (helpOrVersion != null) {
            return helpOrVersion;
        }
        // Before the first line is logged: the configuration of the log reads it.
        System.setProperty("agentmaintenance.log.level", arguments.logLevel().name());
        // What the driver of the database and Java itself log goes to the log of the server, with its limits.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        CommandLine command = parsed.commandSpec().commandLine();
        return new Main(arguments, command.getOut(), command.getErr()).run(ArgumentProblems.of(parsed));
    }

    private int run(List<String> argumentProblems) {
        argumentProblems.forEach(err::println);
        ServerConfiguration configuration = configuration(arguments.config());
        boolean usable = isHostUsable() && hasOnePlace(configuration) && argumentProblems.isEmpty();
        if (!argumentProblems.isEmpty()) {
            err.println("Try --help.");
        }
        if (configuration == null || !usable) {
            return ExitCode.USAGE;
        }
        Service service;
        try {
            service = service(configuration.with(arguments.data(), arguments.metricsPort()));
        } catch (StorageFailure e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
        if (service == null) {
            return ExitCode.USAGE;
        }
        try {
            service.start();
        } catch (StorageFailure | ListenFailure e) {
            err.println(e.getMessage());
            service.close();
            return ExitCode.SOFTWARE;
        }
        OutOfMemoryExit.install();
        service.startPeriodicTasks();
        // After a signal Java would exit with the number of the signal; the help promises 0 for a clean stop.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop(service)), "stop"));
        Banner banner = Banner.of(arguments.host(), service);
        out.println(arguments.config() == null ? banner.demo() : banner.plain());
        out.flush();
        return waitForSignal();
    }

    private int stop(Service service) {
        int exitCode = service.close() ? ExitCode.OK : ExitCode.SOFTWARE;
        err.println(
                service.place() == null
                        ? "Stopped. All tasks and agent states were in memory and are lost."
                        : "Stopped. Tasks and agent states are " + service.place() + ".");
        err.flush();
        return exitCode;
    }

    private static int waitForSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private boolean isHostUsable() {
        String problem = arguments.host().isEmpty() ? null : ListenFailure.problemOf(arguments.host());
        if (problem != null) {
            err.println("Invalid value for option '--host': " + problem);
        }
        return problem == null;
    }

    private boolean hasOnePlace(@Nullable ServerConfiguration configuration) {
        boolean hasBoth = configuration != null && configuration.database() != null && arguments.data() != null;
        if (hasBoth) {
            err.println(
                    "Invalid value for option '--data': the configuration file names a database; use one of the two");
        }
        return !hasBoth;
    }

    private @Nullable Service service(ServerConfiguration configuration) throws StorageFailure {
        try {
            return new Service(
                    configuration,
                    RequestValidator.create(),
                    Clock.systemUTC(),
                    () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                    arguments.host(),
                    arguments.port());
        } catch (OutOfMemoryError e) {
            err.println(nameOf(arguments.config()) + ": " + tooLarge());
            return null;
        }
    }

    /** {@return the configuration, or null if it has problems, which are printed} */
    private @Nullable ServerConfiguration configuration(@Nullable Path file) {
        try {
            return file == null ? demo() : ConfigurationFile.read(file);
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
        } catch (OutOfMemoryError e) {
            err.println(nameOf(file) + ": " + tooLarge());
        }
        return null;
    }

    private static String nameOf(@Nullable Path file) {
        return file == null ? DEMO : file.toString();
    }

    private static String tooLarge() {
        return "does not fit " + new HeapBudget(Runtime.getRuntime().maxMemory()).heap()
                + "; start Java with a greater -Xmx";
    }

    private static ServerConfiguration demo() throws ConfigurationException {
        try (InputStream demo = Main.class.getResourceAsStream("/" + DEMO)) {
            if (demo == null) {
                throw new IllegalStateException("the demo configuration is missing in the jar");
            }
            return ConfigurationFile.read(DEMO, demo);
        } catch (IOException e) {
            throw new IllegalStateException("the demo configuration cannot be read", e);
        }
    }
}

package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: starts the server with the options of the command line. */
public final class Main {
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
        return new CommandLine(arguments)
                .setParameterExceptionHandler(Main::invalid)
                .setExecutionStrategy(parsed -> execute(parsed, arguments));
    }

    private static int invalid(ParameterException invalid, String[] args) {
        PrintWriter err = invalid.getCommandLine().getErr();
        err.println(invalid.getMessage());
        err.println("Try --help.");
        return ExitCode.USAGE;
    }

    private static int execute(ParseResult parsed, Arguments arguments) {
        Integer helpOrVersion = CommandLine.executeHelpRequest(parsed);
        if (helpOrVersion != null) {
            return helpOrVersion;
        }
        // Before the first line is logged: the configuration of the log reads it.
        System.setProperty("agentmaintenance.log.level", arguments.logLevel().name());
        CommandLine command = parsed.commandSpec().commandLine();
        return new Main(arguments, command.getOut(), command.getErr()).run();
    }

    private int run() {
        Service service;
        try {
            service = new Service(
                    configuration(arguments.config()),
                    RequestValidator.create(),
                    Clock.systemUTC(),
                    arguments.host(),
                    arguments.port());
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        try {
            service.start();
        } catch (Exception e) {
            err.println("Could not listen on " + arguments.host() + ":" + arguments.port() + ": " + e.getMessage());
            service.close();
            return ExitCode.SOFTWARE;
        }
        OutOfMemoryExit.install();
        service.startPeriodicTasks();
        // After a signal Java would exit with the number of the signal; the help promises 0 for a clean stop.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop(service)), "stop"));
        out.println(
                arguments.config() == null
                        ? Banner.demo(arguments.host(), service.port())
                        : Banner.plain(arguments.host(), service.port()));
        out.flush();
        return waitForSignal();
    }

    private int stop(Service service) {
        int exitCode = service.close() ? ExitCode.OK : ExitCode.SOFTWARE;
        err.println("Stopped. All tasks and agent states were in memory and are lost.");
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

    private static ServerConfiguration configuration(@Nullable Path file) throws ConfigurationException {
        if (file != null) {
            return ConfigurationFile.read(file);
        }
        try (InputStream demo = Main.class.getResourceAsStream("/demo.yaml")) {
            if (demo == null) {
                throw new IllegalStateException("the demo configuration is missing in the jar");
            }
            return ConfigurationFile.read("demo.yaml", demo);
        } catch (IOException e) {
            throw new IllegalStateException("the demo configuration cannot be read", e);
        }
    }
}

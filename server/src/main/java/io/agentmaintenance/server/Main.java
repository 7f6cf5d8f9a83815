package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.cli.ParseException;
import org.jspecify.annotations.Nullable;

/** The program: starts the server, as the command line says. */
public final class Main {
    private static final String LOCALES = "java.locale.providers";

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the server until the process is asked to stop.
     *
     * @param args the command line
     * @throws InterruptedException if the waiting for the end is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        // Nothing here is said in the language of a place, but the engine lists all there are: a twelfth of the start.
        // Without this data there is one. Must come before anything is formatted.
        if (System.getProperty(LOCALES) == null) {
            System.setProperty(LOCALES, "SPI");
        }
        System.exit(new Main(System.out, System.err).run(args));
    }

    private int run(String... args) throws InterruptedException {
        Arguments arguments;
        try {
            arguments = Arguments.of(args);
        } catch (ParseException e) {
            err.println(e.getMessage());
            err.println("Try --help.");
            return 2;
        }
        if (arguments.question() != null) {
            out.println(arguments.question() == Arguments.Question.HELP ? Arguments.HELP : version());
            return 0;
        }
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
            return 2;
        }
        return run(service, arguments);
    }

    private int run(Service service, Arguments arguments) throws InterruptedException {
        try {
            service.start();
            service.keepMoving();
        } catch (Exception e) {
            err.println("Could not listen on " + arguments.host() + ":" + arguments.port() + ": " + e.getMessage());
            service.close();
            return 1;
        }
        // Most of the heap is what was needed to start. A server that waits for callers would keep it for ever.
        System.gc();
        // Since an exit code of its own is promised, and the runtime's would be that of the signal.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(service.close() ? 0 : 1), "stop"));
        out.println(
                arguments.config() == null
                        ? Banner.demo(arguments.host(), service.port())
                        : Banner.plain(arguments.host(), service.port()));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
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
            throw new IllegalStateException("the demo configuration can not be read", e);
        }
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "agent-maintenance-server " + (version == null ? "(not packaged)" : version);
    }
}

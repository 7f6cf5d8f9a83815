package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestValidator;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the server. */
@Command(
        name = "agent-maintenance-server",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = {
            "Serves the agent maintenance API on a fleet in memory.",
            "Without --config, it starts a demo project with a hundred servers and a token, and prints how to use them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as asked; running answers were finished",
            "1:could not start, for example because the port is taken",
            "2:the command line or the configuration file is not valid"
        })
public final class Main implements Callable<Integer> {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}, so only this machine can call.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "YAML or JSON file with projects, tokens, fleets, versions and limits. See docs/configuration.md.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /**
     * Runs the server until the process is asked to stop.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = writer(true);
        PrintWriter err = writer(false);
        if (port < 0 || port > 65_535) {
            err.println("--port must be 0 to 65535");
            return 2;
        }
        Validator validator = RequestValidator.create();
        Service service;
        try {
            service = new Service(configuration(validator), validator, Clock.systemUTC(), host, port);
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return 2;
        }
        try {
            service.start();
            service.keepMoving();
        } catch (Exception e) {
            err.println("Could not listen on " + host + ":" + port + ": " + e.getMessage());
            service.close();
            return 1;
        }
        // Most of the heap is what was needed to start. A server that waits for callers would keep it for ever.
        System.gc();
        // Since an exit code of its own is promised, and the runtime's would be that of the signal.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(service.close() ? 0 : 1), "stop"));
        out.println(config == null ? Banner.demo(host, service.port()) : Banner.plain(host, service.port()));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private ServerConfiguration configuration(Validator validator) throws ConfigurationException {
        ConfigurationFile file = new ConfigurationFile(validator);
        if (config != null) {
            return file.read(config);
        }
        try (InputStream demo = Main.class.getResourceAsStream("/demo.yaml")) {
            if (demo == null) {
                throw new IllegalStateException("the demo configuration is missing in the jar");
            }
            return file.read("demo.yaml", demo);
        } catch (IOException e) {
            throw new IllegalStateException("the demo configuration can not be read", e);
        }
    }

    private PrintWriter writer(boolean out) {
        if (spec == null) {
            throw new IllegalStateException("not called by way of the command line");
        }
        return out ? spec.commandLine().getOut() : spec.commandLine().getErr();
    }

    /** Tells the version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"agent-maintenance-server " + (version == null ? "(not packaged)" : version)};
        }
    }
}

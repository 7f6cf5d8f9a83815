package io.agentmaintenance.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of the command in this process, which ends because of a mistake or because help was asked for.
 *
 * @param exitCode the exit code
 * @param out what it printed to standard output
 * @param err what it printed to standard error, without log lines
 */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** Runs the command on a configuration file of these bytes. */
    static CommandRun ofFile(Path directory, byte[] content) throws Exception {
        return of(
                "--port",
                "0",
                "--config",
                Files.write(directory.resolve("f.yaml"), content).toString());
    }

    /** {@return the lines of standard error, with nothing but the name of the file of {@link #ofFile} before each problem} */
    List<String> lines(Path directory) {
        return err.lines().map(line -> line.replace(directory + "/", "")).toList();
    }
}

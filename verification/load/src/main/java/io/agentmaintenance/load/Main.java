package io.agentmaintenance.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "agent-maintenance-load",
        mixinStandardHelpOptions = true,
        subcommands = {Compare.class, Rollout.class, Overload.class, Nodes.class},
        description = "Sends load to servers over real sockets. Run it in the folder of the project.")
public final class Main {
    private Main() {}

    /**
     * Runs one of the commands.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(args));
    }
}

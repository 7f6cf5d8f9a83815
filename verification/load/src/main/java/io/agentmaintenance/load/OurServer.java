package io.agentmaintenance.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The server of this project with its default configuration, except for the fleet and the token of a load. */
final class OurServer {
    private static final String JAR = "server/target/agent-maintenance-server.jar";

    private OurServer() {}

    /** A fleet where every id exists and work takes no time; tasks are in memory. */
    static Server forBench() throws IOException {
        return forBench(null, null);
    }

    /** The same, with the tasks in a database or in a folder if its URL or name is not null. */
    static Server forBench(@Nullable String database, @Nullable Path data) throws IOException {
        return forBench(database, "bench", data);
    }

    /** The same, with the tasks in a schema of a database that several servers share. */
    static Server forNodes(String database, String schema) throws IOException {
        return forBench(database, schema, null);
    }

    private static Server forBench(@Nullable String database, String schema, @Nullable Path data) throws IOException {
        String fleet = "{any: true, behavior: {kind: succeed, pickUp: PT0S, work: PT0S}}";
        StringBuilder config = new StringBuilder("versions: [{version: 1.0.0}, {version: 2.0.0}]\n");
        if (database != null) {
            config.append("database: {url: '" + database + "', schema: " + schema + "}\n");
        } else if (data != null) {
            config.append("data: '" + data + "'\n");
        } else {
            // Only tasks in memory are bounded by their number.
            config.append("history: 10000\n");
        }
        config.append("projects:\n");
        for (String project : new String[] {"bench1", "bench100"}) {
            config.append(project(project, fleet));
        }
        return of("-Xmx256m", config.toString());
    }

    /** A fleet of this number of servers with an old agent. */
    static Server forRollout(int servers, String memory) throws IOException {
        String fleet = "{pattern: server-%d, from: 1, to: " + servers
                + ", agent: {status: running, version: 1.0.0}, behavior: {kind: succeed, pickUp: PT0.1S, work: PT0.1S}}";
        return of(
                memory,
                "versions: [{version: 1.0.0}, {version: 2.0.0}]\nhistory: " + servers + "\nprojects:\n"
                        + project("rollout", fleet)
                        + project("bench1", "{any: true, behavior: {kind: succeed, pickUp: PT0S, work: PT0S}}"));
    }

    private static String project(String id, String fleet) {
        return "  - {id: " + id + ", tokens: [{name: load, value: " + BenchRequests.TOKEN + "}], servers: [" + fleet
                + "]}\n";
    }

    private static Server of(String options, String configuration) throws IOException {
        if (!Files.exists(Path.of(JAR))) {
            throw new IOException("run this in the folder of the project after mvn package");
        }
        Path file = Files.createTempFile("load", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(file, configuration);
        return new Server(
                "agent-maintenance", "{java} " + options + " -jar " + JAR + " --port {port} --config " + file);
    }
}

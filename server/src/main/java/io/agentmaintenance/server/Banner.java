package io.agentmaintenance.server;

import org.jspecify.annotations.Nullable;

/** The text that the server prints when it is ready. */
final class Banner {
    private static final String IN_MEMORY = "All tasks and agent states are in memory: a restart loses them.";

    private Banner() {}

    static String plain(String host, int port, @Nullable String place) {
        return "Agent Maintenance listens on " + url(host, port) + "\n" + durability(place);
    }

    /** The demo, with lines that can be pasted into a shell. */
    static String demo(String host, int port, @Nullable String place) {
        String project = url(host, port) + "/v3/demo";
        return """
                Agent Maintenance listens on %s with the demo project "demo" of 100 servers.

                Install the agent on two servers:
                  curl -s -X POST -H 'X-Auth-Token: demo-token' -H 'Content-Type: application/json' \\
                    -d '{"invocation_type":"INSTALL","instance_ids":["instancexxx001","instancexxx002"]}' \\
                    %s/agent-invocations/batch-create

                List the tasks, the newest first:
                  curl -s -H 'X-Auth-Token: demo-token' '%s/agent-invocations?limit=10'

                Ask for the agents' states:
                  curl -s -X POST -H 'X-Auth-Token: demo-token' -H 'Content-Type: application/json' \\
                    -d '{"instance_ids":["instancexxx001","instancexxx002"]}' \\
                    %s/agent-status/batch-query

                %s
                Ctrl-C stops it.
                """.formatted(url(host, port), project, project, project, durability(place));
    }

    private static String durability(@Nullable String place) {
        return place == null ? IN_MEMORY : "Tasks and agent states are " + place + ": they survive a restart.";
    }

    private static String url(String host, int port) {
        boolean needsBrackets = host.indexOf(':') >= 0 && host.charAt(0) != '[';
        return "http://" + (needsBrackets ? "[" + host + "]" : host) + ":" + port;
    }
}

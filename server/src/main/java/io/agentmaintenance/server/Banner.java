package io.agentmaintenance.server;

/** The text that the server prints when it is ready. */
final class Banner {
    private static final String IN_MEMORY = "All tasks and agent states are in memory: a restart loses them.";

    private static final String IN_DATABASE = "Tasks and agent states are in the database: they survive a restart.";

    private Banner() {}

    static String plain(String host, int port, boolean survivesRestart) {
        return "Agent Maintenance listens on " + url(host, port) + "\n" + (survivesRestart ? IN_DATABASE : IN_MEMORY);
    }

    /** The demo, with lines that can be pasted into a shell. */
    static String demo(String host, int port) {
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
                """.formatted(url(host, port), project, project, project, IN_MEMORY);
    }

    private static String url(String host, int port) {
        boolean needsBrackets = host.indexOf(':') >= 0 && host.charAt(0) != '[';
        return "http://" + (needsBrackets ? "[" + host + "]" : host) + ":" + port;
    }
}

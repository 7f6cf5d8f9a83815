package io.agentmaintenance.server;

import org.jspecify.annotations.Nullable;

/**
 * The text that the server prints when it is ready.
 *
 * @param url where it listens
 * @param metrics where its metrics are; null if nowhere
 * @param place where tasks and agent states are; null if a restart loses them
 */
record Banner(
        String url, @Nullable String metrics, @Nullable String place) {
    private static final String IN_MEMORY = "All tasks and agent states are in memory: a restart loses them.";

    static Banner of(String host, Service service) {
        MetricsServer metrics = service.metricsServer();
        String url = url(host, service.port());
        String placeOfMetrics = metrics == null ? url : url(metrics.host(), metrics.port());
        return new Banner(
                url,
                metrics == null && !service.showsMetrics() ? null : placeOfMetrics + MetricsHandler.PATH,
                service.place());
    }

    String plain() {
        return "Agent Maintenance listens on " + url + "\n" + durability() + observation();
    }

    /** The demo, with lines that can be pasted into a shell. */
    String demo() {
        String project = url + "/v3/demo";
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

                %s%s
                Ctrl-C stops it.
                """.formatted(url, project, project, project, durability(), observation());
    }

    private String durability() {
        return place == null ? IN_MEMORY : "Tasks and agent states are " + place + ": they survive a restart.";
    }

    private String observation() {
        return metrics == null ? "" : "\nMetrics for Prometheus are on " + metrics;
    }

    private static String url(String host, int port) {
        boolean needsBrackets = host.indexOf(':') >= 0 && host.charAt(0) != '[';
        return "http://" + (needsBrackets ? "[" + host + "]" : host) + ":" + port;
    }
}

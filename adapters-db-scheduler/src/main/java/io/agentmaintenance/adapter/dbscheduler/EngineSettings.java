package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.util.UUID;

/**
 * The settings of the engine on one node. Immutable.
 *
 * @param table the table of the engine
 * @param process the process in the names of its workers: the name of the node and a random part
 * @param threads how many steps it does at the same time
 * @param heartbeat the time between two signs of life
 * @param pollInterval the time between two looks for what is due
 */
record EngineSettings(String table, String process, int threads, Duration heartbeat, Duration pollInterval) {
    private static final int RANDOM = 8;

    EngineSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1");
        }
        requirePositive("heartbeat", heartbeat);
        requirePositive("pollInterval", pollInterval);
    }

    static EngineSettings standard(String table) {
        return new EngineSettings(table, withRandomPart("node"), 32, Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    EngineSettings withTable(String to) {
        return new EngineSettings(to, process, threads, heartbeat, pollInterval);
    }

    EngineSettings withNode(String to) {
        return new EngineSettings(table, withRandomPart(to), threads, heartbeat, pollInterval);
    }

    EngineSettings withThreads(int to) {
        return new EngineSettings(table, process, to, heartbeat, pollInterval);
    }

    EngineSettings withHeartbeat(Duration to) {
        return new EngineSettings(table, process, threads, to, pollInterval);
    }

    EngineSettings withPollInterval(Duration to) {
        return new EngineSettings(table, process, threads, heartbeat, to);
    }

    // A process that is started again is another one.
    private static String withRandomPart(String node) {
        if (node.isEmpty()) {
            throw new IllegalArgumentException("a node has a name");
        }
        String random = UUID.randomUUID().toString().substring(0, RANDOM);
        return new Worker(node + "-" + random, 0).process();
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than zero");
        }
    }
}

package io.agentmaintenance.load;

import java.io.IOException;

/**
 * The figures of a start of a server.
 *
 * @param millis milliseconds from its start to its first answer
 * @param cpu all processor seconds until then
 * @param memory resident memory then, in MiB
 */
record Start(double millis, double cpu, double memory) {
    static Start of(RunningServer server) throws IOException {
        return new Start(server.toFirstAnswer.toNanos() / 1e6, server.cpu().toNanos() / 1e9, server.residentMiB());
    }
}

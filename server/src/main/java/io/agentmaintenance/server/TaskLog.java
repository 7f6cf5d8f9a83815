package io.agentmaintenance.server;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs for the operator what becomes of tasks: one line for each task that ends, and at DEBUG for each that is picked up. The
 * line for a batch of accepted tasks is that of its request. Thread-safe.
 */
final class TaskLog implements InvocationListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.agentmaintenance.tasks");
    private static final int MAX_MESSAGE = 256;
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    @Override
    public void changed(InvocationChange change) {
        if (!change.isTransition()) {
            return;
        }
        if (change.after().isActive()) {
            LOG.debug("{}", new Line(change));
        } else {
            LOG.info("{}", new Line(change));
        }
    }

    /** A message may come from a server of the fleet, so it could contain line feeds that fake further lines. */
    private static String printable(String message) {
        String start = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
        return NOT_PRINTABLE.matcher(start).replaceAll("?");
    }

    /** The text of one line, made only if the line is written. */
    private record Line(InvocationChange change) {
        @Override
        public String toString() {
            Invocation after = change.after();
            return "task " + after.id()
                    + " project=" + after.project()
                    + " server=" + after.instanceId()
                    + " " + after.type()
                    + " " + change.before().status() + " -> " + after.status()
                    + ": " + printable(after.progress().message());
        }
    }
}

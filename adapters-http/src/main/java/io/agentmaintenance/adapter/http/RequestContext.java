package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.ProjectId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one request while it is handled, and its one line in the log. The line never has the value of a header, a
 * query or a body. It has the path only if the path is none of the API, because a path of the API has a project and a resource,
 * which have places of their own. For one thread.
 */
final class RequestContext {
    private static final Logger BATCHES = LoggerFactory.getLogger("io.agentmaintenance.batches");

    private final String id;
    private final String method;
    private final String path;
    private @Nullable Route route;
    private @Nullable ProjectId project;
    private @Nullable Caller caller;
    private Supplier<String> outcome = () -> "";

    RequestContext(String id, String method, String path) {
        this.id = id;
        this.method = method;
        this.path = path;
    }

    String id() {
        return id;
    }

    @Nullable Route route() {
        return route;
    }

    void setRoute(@Nullable Route route) {
        this.route = route;
    }

    void setProject(ProjectId project) {
        this.project = project;
    }

    void setCaller(Caller caller) {
        this.caller = caller;
    }

    /** Who makes the request, for the journal. */
    Actor actor() {
        try {
            String name = caller == null ? "" : caller.name();
            return name.isEmpty() ? Actor.unknownCaller() : Actor.caller(name);
        } catch (RuntimeException e) {
            // The line in the log reports it.
            return Actor.unknownCaller();
        }
    }

    /** Sets the text that the line in the log ends with; it is made only if the line is written. */
    void setOutcome(Supplier<String> outcome) {
        this.outcome = outcome;
    }

    void setError(ApiException exception) {
        outcome = () -> exception.error().code(route) + " " + exception.logged();
    }

    /**
     * Writes the line: at INFO for a batch of tasks and for a request that is rejected, at DEBUG for others, because clients
     * poll the list. Batches have a logger of their own, so that a host can limit each kind by itself.
     */
    void log(Logger log, int status) {
        boolean accepted = status < 400;
        try {
            if (accepted && route == Route.CREATE) {
                BATCHES.info("{}", new Line(status));
            } else if (accepted || status == 429) {
                log.debug("{}", new Line(status));
            } else {
                log.info("{}", new Line(status));
            }
        } catch (RuntimeException e) {
            // The name of a caller is made by the host. What goes wrong there does not change the answer.
            log.error("request {} could not be described", id, e);
        }
    }

    private String line(int status) {
        StringBuilder line = new StringBuilder(160)
                .append("request ")
                .append(id)
                .append(' ')
                .append(Names.harmless(method))
                .append(' ')
                .append(route == null ? Names.printable(path) : route)
                .append(" -> ")
                .append(status);
        if (project != null) {
            line.append(" project=").append(project);
        }
        if (caller != null) {
            line.append(" caller=").append(caller.name());
        }
        String text = outcome.get();
        return text.isEmpty() ? line.toString() : line.append(": ").append(text).toString();
    }

    /** The text of the line, made only if the line is written. */
    private final class Line {
        private final int status;

        Line(int status) {
            this.status = status;
        }

        @Override
        public String toString() {
            return line(status);
        }
    }
}

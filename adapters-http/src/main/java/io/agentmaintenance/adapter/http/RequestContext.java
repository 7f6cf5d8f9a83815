package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.ProjectId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What is known of one request while it is handled, and its one line in the log. Never a header's value, a path, a query or a
 * body. For one thread.
 */
final class RequestContext {
    private final String id;
    private final String method;
    private @Nullable Route route;
    private @Nullable ProjectId project;
    private @Nullable Caller caller;
    private Supplier<String> outcome = () -> "";

    RequestContext(String id, String method) {
        this.id = id;
        this.method = method;
    }

    String id() {
        return id;
    }

    @Nullable Route route() {
        return route;
    }

    void isFor(@Nullable Route known) {
        route = known;
    }

    void isIn(ProjectId known) {
        project = known;
    }

    void isBy(Caller known) {
        caller = known;
    }

    /** What came of it, for the reader of the log; asked only if the line is written. */
    void cameTo(Supplier<String> text) {
        outcome = text;
    }

    void cameToError(ApiException exception) {
        outcome = () -> exception.error().code(route) + " " + exception.logged();
    }

    /** Answers as wished are the rule, at a rate at which lines are a burden; what is refused is worth a look. */
    void log(Logger log, int status) {
        boolean rule = status < 400 || status == 429;
        try {
            if (rule && log.isDebugEnabled()) {
                log.debug("{}", line(status));
            } else if (!rule && log.isInfoEnabled()) {
                log.info("{}", line(status));
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
                .append(route == null ? "?" : route)
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
}

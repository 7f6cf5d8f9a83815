package io.agentmaintenance.adapter.http;

import org.jspecify.annotations.Nullable;

/** The three resources of the API, each with the one method that it answers. */
enum Route {
    /** Creates invocations. */
    CREATE("POST", "/agent-invocations/batch-create", Action.CREATE_INVOCATIONS),
    /** Lists invocations. */
    LIST("GET", "/agent-invocations", Action.LIST_INVOCATIONS),
    /** Returns the states of agents. */
    STATUS("POST", "/agent-status/batch-query", Action.LIST_STATUSES);

    private static final String VERSION = "/v3/";

    private final String method;
    private final String suffix;
    private final Action action;

    Route(String method, String suffix, Action action) {
        this.method = method;
        this.suffix = suffix;
        this.action = action;
    }

    /**
     * A resource in a project.
     *
     * @param route the resource
     * @param project the id of the project, decoded, not checked
     */
    record Match(Route route, String project) {}

    /**
     * {@return the resource of a path, or null}
     *
     * <p>Two slashes at the start count as one, because a client whose endpoint ends in a slash sends them. One slash at the
     * end is ignored. Only the project is decoded. Nothing else is normalised, so that a proxy in front and this code always
     * see the same resource.
     *
     * @param path the path, percent-encoded
     */
    static @Nullable Match of(String path) {
        int start = path.startsWith("//") ? 1 : 0;
        if (!path.startsWith(VERSION, start)) {
            return null;
        }
        int project = start + VERSION.length();
        int slash = path.indexOf('/', project);
        if (slash < 0) {
            return null;
        }
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        for (Route route : values()) {
            if (end - slash == route.suffix.length() && path.startsWith(route.suffix, slash)) {
                return new Match(route, decoded(path.substring(project, slash)));
            }
        }
        return null;
    }

    Action action() {
        return action;
    }

    boolean hasBody() {
        return this != LIST;
    }

    /** Whether the resource answers this method. HEAD is answered like GET; a binding does not send the body. */
    boolean answers(String name) {
        return method.equals(name) || (this == LIST && "HEAD".equals(name));
    }

    /** The methods of the resource, for the header {@code Allow}. */
    String allowed() {
        return this == LIST ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";
    }

    // A text that cannot be decoded stays as it is. It is then refused, because it does not have the form of a project
    // id.
    private static String decoded(String segment) {
        String decoded = PercentEncoding.decode(segment, false);
        return decoded == null ? segment : decoded;
    }
}

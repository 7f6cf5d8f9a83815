package io.agentmaintenance.domain;

/**
 * Who caused a step in the life of an invocation. The journal keeps it with the step.
 *
 * @param kind what it is
 * @param name its name, 1 to 64 characters; a longer one is cut; never a secret
 */
public record Actor(Kind kind, String name) {
    /** The greatest number of characters of a name. */
    public static final int MAX_NAME = 64;

    private static final Actor UNKNOWN_CALLER = new Actor(Kind.CALLER, "unknown");
    private static final Actor UNKNOWN_WORKER = new Actor(Kind.WORKER, "unknown");
    private static final Actor SUPERVISION = new Actor(Kind.SUPERVISION, "supervision");

    /** What an actor is. */
    public enum Kind {
        /** Somebody who made a request. */
        CALLER,
        /** A process that carries out the work. */
        WORKER,
        /** The service itself: it ends what is overdue, and withdraws what cannot be handed over. */
        SUPERVISION
    }

    /**
     * Checks the name, and cuts it.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public Actor {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of an actor must have 1 to " + MAX_NAME + " characters");
        }
        name = StorableText.of(name, MAX_NAME);
    }

    /**
     * {@return somebody who made a request}
     *
     * @param name the caller's name, 1 to 64 characters; a longer one is cut
     */
    public static Actor caller(String name) {
        return new Actor(Kind.CALLER, name);
    }

    /** {@return somebody who made a request and whose name is not known} */
    public static Actor unknownCaller() {
        return UNKNOWN_CALLER;
    }

    /**
     * {@return a worker}
     *
     * @param worker the worker
     */
    public static Actor worker(Worker worker) {
        return new Actor(Kind.WORKER, worker.toString());
    }

    /** {@return a worker that did not say which one it is} */
    public static Actor unknownWorker() {
        return UNKNOWN_WORKER;
    }

    /** {@return the service itself} */
    public static Actor supervision() {
        return SUPERVISION;
    }
}

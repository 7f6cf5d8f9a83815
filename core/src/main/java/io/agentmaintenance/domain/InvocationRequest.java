package io.agentmaintenance.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed request for maintenance: one of four kinds, each with just its own fields. INSTALL and UPDATE act on
 * instances, ROLLBACK and RETRY on earlier invocations; a request that mixes them cannot be written.
 */
public sealed interface InvocationRequest {
    /** The greatest number of items of a request. Documented. */
    int MAX_ITEMS = 100;

    /**
     * {@return the project in which it is asked}
     */
    ProjectId project();

    /**
     * {@return who asks, or null if that was not said}
     */
    @Nullable Origin origin();

    /**
     * {@return the kind of the request}
     */
    InvocationType type();

    /**
     * {@return the number of items, 1 to 100}
     */
    int size();

    /**
     * Request to install the agent.
     *
     * @param project the project
     * @param instances the servers, 1 to 100, copied; a repeated one is refused on its own line
     * @param wish the version asked for; the newest basic version if open
     * @param origin who asks, or null
     */
    record Install(
            ProjectId project,
            List<InstanceId> instances,
            VersionWish wish,
            @Nullable Origin origin) implements InvocationRequest {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Install {
            instances = items("instance_ids", instances);
        }

        @Override
        public InvocationType type() {
            return InvocationType.INSTALL;
        }

        @Override
        public int size() {
            return instances.size();
        }
    }

    /**
     * Request to update the agent.
     *
     * @param project the project
     * @param instances the servers, 1 to 100, copied; a repeated one is refused on its own line
     * @param wish the version asked for; the newest of the present line if open
     * @param origin who asks, or null
     */
    record Update(
            ProjectId project,
            List<InstanceId> instances,
            VersionWish wish,
            @Nullable Origin origin) implements InvocationRequest {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Update {
            instances = items("instance_ids", instances);
        }

        @Override
        public InvocationType type() {
            return InvocationType.UPDATE;
        }

        @Override
        public int size() {
            return instances.size();
        }
    }

    /**
     * Request to undo earlier updates.
     *
     * @param project the project
     * @param invocations the updates to undo, 1 to 100, copied; a repeated one is refused on its own line
     * @param origin who asks, or null
     */
    record Rollback(
            ProjectId project,
            List<InvocationId> invocations,
            @Nullable Origin origin) implements InvocationRequest {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Rollback {
            invocations = items("invocation_ids", invocations);
        }

        @Override
        public InvocationType type() {
            return InvocationType.ROLLBACK;
        }

        @Override
        public int size() {
            return invocations.size();
        }
    }

    /**
     * Request to repeat earlier invocations that did not succeed.
     *
     * @param project the project
     * @param invocations the invocations to repeat, 1 to 100, copied; a repeated one is refused on its own line
     * @param origin who asks, or null
     */
    record Retry(
            ProjectId project,
            List<InvocationId> invocations,
            @Nullable Origin origin) implements InvocationRequest {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Retry {
            invocations = items("invocation_ids", invocations);
        }

        @Override
        public InvocationType type() {
            return InvocationType.RETRY;
        }

        @Override
        public int size() {
            return invocations.size();
        }
    }

    /**
     * {@return the request of a caller who does not say who it is, to install the newest basic version}
     *
     * @param project the project
     * @param instances the servers, 1 to 100
     */
    static Install install(ProjectId project, List<InstanceId> instances) {
        return new Install(project, instances, VersionWish.any(), null);
    }

    /**
     * {@return the request of a caller who does not say who it is, to update to the newest version of the present line}
     *
     * @param project the project
     * @param instances the servers, 1 to 100
     */
    static Update update(ProjectId project, List<InstanceId> instances) {
        return new Update(project, instances, VersionWish.any(), null);
    }

    /**
     * {@return the request of a caller who does not say who it is, to undo updates}
     *
     * @param project the project
     * @param invocations the updates to undo, 1 to 100
     */
    static Rollback rollback(ProjectId project, List<InvocationId> invocations) {
        return new Rollback(project, invocations, null);
    }

    /**
     * {@return the request of a caller who does not say who it is, to repeat invocations}
     *
     * @param project the project
     * @param invocations the invocations to repeat, 1 to 100
     */
    static Retry retry(ProjectId project, List<InvocationId> invocations) {
        return new Retry(project, invocations, null);
    }

    private static <T> List<T> items(String field, List<T> items) {
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new IllegalArgumentException(field + " must have 1 to " + MAX_ITEMS + " elements");
        }
        return List.copyOf(items);
    }
}

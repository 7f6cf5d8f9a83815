package io.agentmaintenance.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed request for maintenance: one of four types, each with only its own fields. INSTALL and UPDATE act on
 * instances, ROLLBACK and RETRY on earlier invocations; a request that mixes them cannot be written.
 */
public sealed interface InvocationRequest {
    /** The greatest number of items of a request. Documented. */
    int MAX_ITEMS = 100;

    /**
     * {@return the project of its instances and invocations}
     */
    ProjectId project();

    /**
     * {@return who makes the request, or null if that is not known}
     */
    @Nullable Origin origin();

    /**
     * {@return the type of the request}
     */
    InvocationType type();

    /**
     * {@return the number of items, 1 to 100}
     */
    int size();

    /** A request that acts on instances. */
    sealed interface OnInstances extends InvocationRequest {
        /**
         * {@return the instances, 1 to 100; a repeated one is refused as an item of its own}
         */
        List<InstanceId> instances();

        /**
         * {@return the requested version}
         */
        VersionWish wish();

        @Override
        default int size() {
            return instances().size();
        }
    }

    /** A request that acts on earlier invocations. */
    sealed interface OnInvocations extends InvocationRequest {
        /**
         * {@return the invocations, 1 to 100; a repeated one is refused as an item of its own}
         */
        List<InvocationId> invocations();

        @Override
        default int size() {
            return invocations().size();
        }
    }

    /**
     * Request to install the agent.
     *
     * @param project the project
     * @param instances the instances, 1 to 100; copied
     * @param wish the requested version; the newest basic version if open
     * @param origin who makes the request, or null
     */
    record Install(
            ProjectId project,
            List<InstanceId> instances,
            VersionWish wish,
            @Nullable Origin origin) implements OnInstances {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Install {
            instances = items("instances", instances);
        }

        @Override
        public InvocationType type() {
            return InvocationType.INSTALL;
        }
    }

    /**
     * Request to update the agent.
     *
     * @param project the project
     * @param instances the instances, 1 to 100; copied
     * @param wish the requested version; the newest of the present version's type if open
     * @param origin who makes the request, or null
     */
    record Update(
            ProjectId project,
            List<InstanceId> instances,
            VersionWish wish,
            @Nullable Origin origin) implements OnInstances {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Update {
            instances = items("instances", instances);
        }

        @Override
        public InvocationType type() {
            return InvocationType.UPDATE;
        }
    }

    /**
     * Request to undo earlier updates.
     *
     * @param project the project
     * @param invocations the updates to undo, 1 to 100; copied
     * @param origin who makes the request, or null
     */
    record Rollback(
            ProjectId project,
            List<InvocationId> invocations,
            @Nullable Origin origin) implements OnInvocations {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Rollback {
            invocations = items("invocations", invocations);
        }

        @Override
        public InvocationType type() {
            return InvocationType.ROLLBACK;
        }
    }

    /**
     * Request to repeat earlier invocations that did not succeed.
     *
     * @param project the project
     * @param invocations the invocations to repeat, 1 to 100; copied
     * @param origin who makes the request, or null
     */
    record Retry(
            ProjectId project,
            List<InvocationId> invocations,
            @Nullable Origin origin) implements OnInvocations {
        /**
         * Checks the number of items and copies them.
         *
         * @throws IllegalArgumentException if there are none or more than 100
         */
        public Retry {
            invocations = items("invocations", invocations);
        }

        @Override
        public InvocationType type() {
            return InvocationType.RETRY;
        }
    }

    /**
     * {@return the request of an unknown origin to install the newest basic version}
     *
     * @param project the project
     * @param instances the instances, 1 to 100
     */
    static Install install(ProjectId project, List<InstanceId> instances) {
        return new Install(project, instances, VersionWish.any(), null);
    }

    /**
     * {@return the request of an unknown origin to update to the newest version of the present version's type}
     *
     * @param project the project
     * @param instances the instances, 1 to 100
     */
    static Update update(ProjectId project, List<InstanceId> instances) {
        return new Update(project, instances, VersionWish.any(), null);
    }

    /**
     * {@return the request of an unknown origin to undo updates}
     *
     * @param project the project
     * @param invocations the updates to undo, 1 to 100
     */
    static Rollback rollback(ProjectId project, List<InvocationId> invocations) {
        return new Rollback(project, invocations, null);
    }

    /**
     * {@return the request of an unknown origin to repeat invocations}
     *
     * @param project the project
     * @param invocations the invocations to repeat, 1 to 100
     */
    static Retry retry(ProjectId project, List<InvocationId> invocations) {
        return new Retry(project, invocations, null);
    }

    private static <T> List<T> items(String name, List<T> items) {
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new IllegalArgumentException(name + " must have 1 to " + MAX_ITEMS + " elements");
        }
        return List.copyOf(items);
    }
}

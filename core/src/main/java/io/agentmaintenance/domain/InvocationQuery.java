package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * A query for the invocations of one project: filters that must all match, and a page of the result. A null filter matches
 * every invocation.
 *
 * @param project the project
 * @param instanceId the instance, or null
 * @param instanceType the type of the instance, or null
 * @param invocationId the invocation, or null
 * @param type the type of the request, or null
 * @param status the state, or null
 * @param offset how many of the newest to skip, 0 to 9,999,999,999,999. Documented
 * @param limit how many to return at most, 1 to 100. Documented
 */
public record InvocationQuery(
        ProjectId project,
        @Nullable InstanceId instanceId,
        @Nullable InstanceType instanceType,
        @Nullable InvocationId invocationId,
        @Nullable InvocationType type,
        @Nullable InvocationStatus status,
        long offset,
        int limit) {
    /** The greatest offset. */
    public static final long MAX_OFFSET = 9_999_999_999_999L;

    /** The greatest number of invocations on a page. */
    public static final int MAX_LIMIT = 100;

    /**
     * Checks the bounds of the page.
     *
     * @throws IllegalArgumentException if offset or limit is out of bounds
     */
    public InvocationQuery {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new IllegalArgumentException("offset must be 0 to " + MAX_OFFSET);
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
        }
    }

    /**
     * Makes a query for invocations in any state.
     *
     * @param project the project
     * @param instanceId the instance, or null
     * @param instanceType the type of the instance, or null
     * @param invocationId the invocation, or null
     * @param type the type of the request, or null
     * @param offset how many of the newest to skip
     * @param limit how many to return at most
     */
    public InvocationQuery(
            ProjectId project,
            @Nullable InstanceId instanceId,
            @Nullable InstanceType instanceType,
            @Nullable InvocationId invocationId,
            @Nullable InvocationType type,
            long offset,
            int limit) {
        this(project, instanceId, instanceType, invocationId, type, null, offset, limit);
    }

    /**
     * {@return the query for the newest 100 invocations of a project}
     *
     * @param project the project
     */
    public static InvocationQuery newest(ProjectId project) {
        return new InvocationQuery(project, null, null, null, null, 0, MAX_LIMIT);
    }

    /**
     * {@return whether all filters match the invocation}
     *
     * @param invocation the invocation
     */
    public boolean matches(Invocation invocation) {
        return project.equals(invocation.project())
                && (instanceId == null || instanceId.equals(invocation.instanceId()))
                && (instanceType == null
                        || instanceType == invocation.instance().type())
                && (invocationId == null || invocationId.equals(invocation.id()))
                && (type == null || type == invocation.type())
                && (status == null || status == invocation.status());
    }
}

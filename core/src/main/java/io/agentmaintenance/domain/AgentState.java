package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * The maintained agent as an instance reports it: its status and, where known, its version.
 *
 * @param status the status
 * @param version the version; null if nothing is installed or the version is not known
 */
public record AgentState(AgentStatus status, @Nullable AgentVersion version) {
    private static final AgentState NOT_INSTALLED = new AgentState(AgentStatus.NONE, null);

    /**
     * Checks that an agent which is not there has no version.
     *
     * @throws IllegalArgumentException if the status is {@code NONE} and a version is given
     */
    public AgentState {
        if (status == AgentStatus.NONE && version != null) {
            throw new IllegalArgumentException("an agent that is not installed has no version");
        }
    }

    /**
     * {@return the state of an instance without the agent}
     */
    public static AgentState notInstalled() {
        return NOT_INSTALLED;
    }

    /**
     * {@return the state of an agent that runs}
     *
     * @param version its version
     */
    public static AgentState running(AgentVersion version) {
        return new AgentState(AgentStatus.RUNNING, version);
    }

    /**
     * {@return whether the agent is in working order, running or stopped, on this version}
     *
     * @param wanted the version to look for; null is never matched
     */
    public boolean isOn(@Nullable AgentVersion wanted) {
        return wanted != null
                && wanted.equals(version)
                && (status == AgentStatus.RUNNING || status == AgentStatus.STOPPED);
    }
}

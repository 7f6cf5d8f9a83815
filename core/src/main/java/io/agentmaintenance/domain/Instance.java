package io.agentmaintenance.domain;

/**
 * An instance (a server) as the instance directory of its project reports it now.
 *
 * @param profile what identifies it
 * @param uniAgent the state of the process that receives maintenance work
 * @param agent the state of the maintained agent
 */
public record Instance(InstanceProfile profile, UniAgentStatus uniAgent, AgentState agent) {
    /**
     * {@return the server's id}
     */
    public InstanceId id() {
        return profile.id();
    }
}

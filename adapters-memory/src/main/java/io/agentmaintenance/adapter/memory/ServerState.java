package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.UniAgentStatus;

/** What can change of a server of the fleet: its agents, its script, and how often work on it has failed. Many share one. */
record ServerState(UniAgentStatus uniAgent, AgentState agent, AgentBehavior script, int failures) {
    AgentBehavior behavior() {
        return script.after(failures);
    }

    /** {@return the server that has this profile and is in this state} */
    Instance of(InstanceProfile profile) {
        return new Instance(profile, uniAgent, agent);
    }

    ServerState failed() {
        return new ServerState(uniAgent, agent, script, failures + 1);
    }

    ServerState with(AgentBehavior other) {
        return new ServerState(uniAgent, agent, other, 0);
    }

    ServerState with(UniAgentStatus other) {
        return new ServerState(other, agent, script, failures);
    }

    ServerState with(AgentState other) {
        return new ServerState(uniAgent, other, script, failures);
    }

    /** {@return the server after work: the agent has the version, and runs; only a stopped one stays stopped} */
    ServerState worked(Operation operation, AgentVersion version) {
        boolean stopped = operation != Operation.INSTALL && agent.status() == AgentStatus.STOPPED;
        return with(stopped ? new AgentState(AgentStatus.STOPPED, version) : AgentState.running(version));
    }
}

package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.UniAgentStatus;

/** A server of the fleet, its script, and how often work on it has failed. */
record Server(Instance instance, AgentBehavior script, int failures) {
    AgentBehavior behavior() {
        return script.after(failures);
    }

    Server failed() {
        return new Server(instance, script, failures + 1);
    }

    Server with(AgentBehavior behavior) {
        return new Server(instance, behavior, 0);
    }

    Server with(UniAgentStatus uniAgent) {
        return new Server(new Instance(instance.profile(), uniAgent, instance.agent()), script, failures);
    }

    Server with(AgentState agent) {
        return new Server(new Instance(instance.profile(), instance.uniAgent(), agent), script, failures);
    }

    /** {@return the server after work: the agent has the version, and runs; only a stopped one stays stopped} */
    Server worked(Operation operation, AgentVersion version) {
        boolean stopped = operation != Operation.INSTALL && instance.agent().status() == AgentStatus.STOPPED;
        return with(stopped ? new AgentState(AgentStatus.STOPPED, version) : AgentState.running(version));
    }
}

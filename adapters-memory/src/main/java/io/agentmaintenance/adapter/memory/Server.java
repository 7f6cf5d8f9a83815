package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.List;

/**
 * A server of the fleet.
 *
 * @param instance the server as the directory returns it
 * @param script how it behaves when it gets work
 * @param failures how often work on it has failed since the script was set
 * @param observed whether the state of the agent was observed or changed, so that it is no longer the defined one
 */
record Server(Instance instance, AgentBehavior script, int failures, boolean observed) {
    static Server of(Instance instance, AgentBehavior script) {
        return new Server(instance, script, 0, false);
    }

    /** {@return how it behaves for the next work} */
    AgentBehavior behavior() {
        return script.after(failures);
    }

    /** {@return a server like this one with another id, named like its id and without addresses} */
    Server named(InstanceId id) {
        InstanceProfile profile =
                new InstanceProfile(id, id.value(), instance.profile().type(), List.of(), List.of());
        return new Server(new Instance(profile, instance.uniAgent(), instance.agent()), script, failures, observed);
    }

    /** {@return the server with another definition; an observed state of the agent stays} */
    Server definedAs(Instance other) {
        Instance now = observed ? new Instance(other.profile(), other.uniAgent(), instance.agent()) : other;
        return new Server(now, script, failures, observed);
    }

    Server with(AgentBehavior other) {
        return new Server(instance, other, 0, observed);
    }

    Server with(UniAgentStatus other) {
        return new Server(new Instance(instance.profile(), other, instance.agent()), script, failures, observed);
    }

    Server with(AgentState other) {
        return new Server(new Instance(instance.profile(), instance.uniAgent(), other), script, failures, true);
    }

    /** {@return the server after failed work} */
    Server failed() {
        return new Server(instance, script, failures + 1, observed);
    }

    /** {@return the server after successful work: the agent has the target version and runs; a stopped agent stays stopped} */
    Server worked(Invocation work) {
        boolean stopped =
                work.operation() != Operation.INSTALL && instance.agent().status() == AgentStatus.STOPPED;
        return with(new AgentState(
                stopped ? AgentStatus.STOPPED : AgentStatus.RUNNING,
                work.versions().target()));
    }
}

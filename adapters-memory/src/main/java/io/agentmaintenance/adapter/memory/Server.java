package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;

/** A server of the fleet. */
record Server(InstanceProfile profile, ServerState state) {
    Instance instance() {
        return new Instance(profile, state.uniAgent(), state.agent());
    }
}

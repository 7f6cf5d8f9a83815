package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;
import java.util.function.UnaryOperator;

/**
 * A server of the fleet. Thread-safe. Changed in place, because a new object for each change would be one more that the
 * collector finds only by a look at the old ones around it.
 */
final class Server {
    private final InstanceProfile profile;
    private volatile ServerState state;

    Server(InstanceProfile profile, ServerState state) {
        this.profile = profile;
        this.state = state;
    }

    ServerState state() {
        return state;
    }

    synchronized void change(UnaryOperator<ServerState> change) {
        state = change.apply(state);
    }

    Instance instance() {
        return state.of(profile);
    }
}

package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.tck.InvocationIdsContract;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Random ids keep the contract of the ids:")
class InvocationIdsTest extends InvocationIdsContract {
    @Override
    protected InvocationIds ids() {
        return new RandomInvocationIds(Clock.systemUTC());
    }
}

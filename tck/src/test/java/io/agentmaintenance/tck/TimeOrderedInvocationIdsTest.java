package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationIds;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Ids in time order keep the contract of the ids:")
class TimeOrderedInvocationIdsTest extends InvocationIdsContract {
    @Override
    protected InvocationIds ids() {
        return InvocationIds.timeOrdered(Clock.systemUTC(), new SecureRandom());
    }
}

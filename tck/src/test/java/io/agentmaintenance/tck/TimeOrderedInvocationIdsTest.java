package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationIds;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Time-ordered ids keep the contract:")
class TimeOrderedInvocationIdsTest extends InvocationIdsContract {
    @Override
    protected InvocationIds ids() {
        return InvocationIds.timeOrdered(Clock.systemUTC(), new SecureRandom());
    }
}

package io.agentmaintenance.adapter.micrometer;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.tck.InvocationListenerContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("The metrics keep the contract of a listener:")
class ListenerTest {
    @Nested
    @DisplayName("without projects,")
    class Plain extends InvocationListenerContract {
        @Override
        protected InvocationListener listener() {
            return new InvocationMetrics(new SimpleMeterRegistry());
        }
    }

    @Nested
    @DisplayName("with a tag for the project,")
    class WithProject extends InvocationListenerContract {
        @Override
        protected InvocationListener listener() {
            return InvocationMetrics.withProjectTag(new SimpleMeterRegistry());
        }
    }
}

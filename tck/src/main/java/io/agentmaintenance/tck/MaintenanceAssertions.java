package io.agentmaintenance.tck;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import org.jspecify.annotations.Nullable;

/** Assertions about invocations and batches. Import them statically beside those of AssertJ. */
public final class MaintenanceAssertions {
    private MaintenanceAssertions() {}

    /**
     * {@return assertions about the answer to a request}
     *
     * @param actual the answer; null fails every assertion
     */
    public static BatchResultAssert assertThat(@Nullable BatchResult actual) {
        return new BatchResultAssert(actual);
    }

    /**
     * {@return assertions about an invocation}
     *
     * @param actual the invocation; null fails every assertion
     */
    public static InvocationAssert assertThat(@Nullable Invocation actual) {
        return new InvocationAssert(actual);
    }
}

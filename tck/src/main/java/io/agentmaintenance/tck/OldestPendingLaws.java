package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code oldestPending}. */
abstract class OldestPendingLaws extends RepositoryLaws {
    OldestPendingLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("is null if no task is PENDING")
    void isNullWithoutPending() {
        assertThat(repository.oldestPending()).isNull();
        for (InvocationStatus status : InvocationStatus.values()) {
            if (status != InvocationStatus.PENDING) {
                given(install("t-" + status, "web-" + status), status);
            }
        }

        assertThat(repository.oldestPending()).isNull();
    }

    @Test
    @DisplayName("is the one with the earliest time of creation, whenever it was stored, in all projects")
    void isTheEarliestCreated() {
        Invocation second = given(install("t-1", "web-1"));
        assertThat(repository.oldestPending()).isEqualTo(second);
        given(invocation("t-2", "web-2").createdAt(NOON.plusMillis(1)).build());
        Invocation oldest = given(invocation("t-3", "web-3")
                .project(OTHER_PROJECT)
                .createdAt(NOON.minusMillis(1))
                .build());

        assertThat(repository.oldestPending()).isEqualTo(oldest);
    }

    @Test
    @DisplayName("is the next one as soon as it has begun, is withdrawn or has ended")
    void isTheNextAfterwards() {
        Invocation first = given(install("t-0", "web-0"));
        Invocation second =
                given(invocation("t-1", "web-1").createdAt(NOON.plusMillis(1)).build());
        Invocation third =
                given(invocation("t-2", "web-2").createdAt(NOON.plusMillis(2)).build());
        Invocation fourth =
                given(invocation("t-3", "web-3").createdAt(NOON.plusMillis(3)).build());

        given(first.start(later(first)));
        assertThat(repository.oldestPending()).isEqualTo(second);
        assertThat(withdraw(withdrawal(second))).isEqualTo(STORED);
        assertThat(repository.oldestPending()).isEqualTo(third);
        given(third.timeOut(later(third)));
        assertThat(repository.oldestPending()).isEqualTo(fourth);
    }
}

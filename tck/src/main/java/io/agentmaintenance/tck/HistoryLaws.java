package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code histories}. */
abstract class HistoryLaws extends RepositoryLaws {
    private static final int MANY = 2000;

    HistoryLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns an empty history for a server without tasks")
    void isEmptyWithoutTasks() {
        InstanceId unknown = InstanceId.of("unknown");
        given(install("t-1", "web-1"));

        assertThat(repository.histories(PROJECT, Set.of(unknown)).getOrDefault(unknown, InstanceHistory.empty()))
                .isEqualTo(InstanceHistory.empty());
        assertThat(repository.histories(PROJECT, Set.of())).isEmpty();
    }

    @Test
    @DisplayName("has as latest the task stored last, whatever its state")
    void hasTheLatest() {
        for (InvocationStatus status : InvocationStatus.values()) {
            Invocation older = given(install("older-" + status, "web-" + status), InvocationStatus.SUCCEEDED);
            Invocation newer = given(after(older, install("newer-" + status, "web-" + status)), status);

            assertThat(history(older).latest()).as("the latest is %s", status).isEqualTo(newer);
        }
    }

    @Test
    @DisplayName("has as last change the newest task that SUCCEEDED, or none")
    void hasTheLastChange() {
        Invocation none = given(install("t-0", "web-0"), InvocationStatus.FAILED);
        Invocation first = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation second = given(after(first, Invocations.update("t-2", "web-1")), InvocationStatus.SUCCEEDED);
        Invocation third = given(after(second, Invocations.update("t-3", "web-1")), InvocationStatus.FAILED);

        assertThat(history(none)).isEqualTo(new InstanceHistory(none, null));
        assertThat(history(first)).isEqualTo(new InstanceHistory(third, second));
    }

    @Test
    @DisplayName("has a succeeded rollback as last change, not the update that it undid")
    void hasTheRollbackAsLastChange() {
        Invocation update = given(Invocations.update("u-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation rollback = given(after(update, rollback("r-1", update)), InvocationStatus.RUNNING);
        InvocationUpdate success =
                updateOf(rollback.succeed(later(rollback)), update.rolledBack(later(rollback), rollback));
        assertThat(update(success)).isEqualTo(WriteOutcome.STORED);

        Invocation succeeded = success.change().after();
        assertThat(history(update)).isEqualTo(new InstanceHistory(succeeded, succeeded));
    }

    @Test
    @DisplayName("does not have a rolled back update as last change")
    void doesNotCountWhatWasRolledBack() {
        Invocation first = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation undone = given(after(first, Invocations.update("t-2", "web-1")), InvocationStatus.ROLLBACKED);

        assertThat(history(first)).isEqualTo(new InstanceHistory(undone, first));
    }

    @Test
    @DisplayName("has a late success as last change as soon as it is stored")
    void countsALateSuccess() {
        Invocation timedOut = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        Invocation newer = given(after(timedOut, install("t-2", "web-1")), InvocationStatus.FAILED);
        assertThat(history(newer)).isEqualTo(new InstanceHistory(newer, null));

        Invocation late = given(timedOut.succeed(later(newer)));

        assertThat(history(newer)).isEqualTo(new InstanceHistory(newer, late));
    }

    @Test
    @DisplayName("has the newer of two successes as last change, even if the older one is reported later")
    void ranksALateSuccessByItsTask() {
        Invocation timedOut = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        Invocation newer = given(after(timedOut, install("t-2", "web-1")), InvocationStatus.SUCCEEDED);

        given(timedOut.succeed(later(newer).plusSeconds(60)));

        assertThat(history(newer)).isEqualTo(new InstanceHistory(newer, newer));
    }

    @Test
    @DisplayName("returns the histories of 2,000 servers in one call")
    void returnsTwoThousand() {
        List<Invocation> tasks = givenAll(installs("t", MANY));

        Map<InstanceId, InstanceHistory> histories = repository.histories(
                PROJECT, tasks.stream().map(Invocation::instanceId).toList());

        assertThat(histories).hasSize(MANY);
        for (Invocation task : tasks) {
            assertThat(histories.get(task.instanceId())).isEqualTo(new InstanceHistory(task, null));
        }
    }
}

package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code overdue}. */
abstract class OverdueLaws extends RepositoryLaws {
    private static final Instant NEVER = NOON.minusSeconds(86_400);

    OverdueLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns PENDING tasks created before the first time, to the millisecond")
    void findsThePending() {
        Invocation early =
                given(invocation("t-1", "web-1").createdAt(NOON.minusMillis(1)).build());
        given(install("t-2", "web-2"));

        assertThat(repository.overdue(NOON, MUCH_LATER, 10)).containsExactly(early);
        assertThat(repository.overdue(NOON.minusMillis(1), MUCH_LATER, 10)).isEmpty();
        assertThat(repository.overdue(NOON.plusMillis(1), NEVER, 10)).hasSize(2);
    }

    @Test
    @DisplayName("returns RUNNING tasks started, not created, before the second time, to the millisecond")
    void findsTheRunning() {
        Invocation accepted = given(
                invocation("t-1", "web-1").createdAt(NOON.minusSeconds(60)).build());
        Invocation running = given(accepted.start(NOON.minusMillis(1)));
        Invocation other = given(install("t-2", "web-2"));
        given(other.start(NOON));

        assertThat(repository.overdue(MUCH_LATER, NOON, 10)).containsExactly(running);
        assertThat(repository.overdue(MUCH_LATER, NOON.minusMillis(1), 10)).isEmpty();
        assertThat(repository.overdue(NEVER, NOON.plusMillis(1), 10)).hasSize(2);
    }

    @Test
    @DisplayName("never returns a task in a final state")
    void neverFindsTheFinished() {
        for (InvocationStatus status : InvocationStatus.values()) {
            if (!status.isActive()) {
                given(install("t-" + status, "web-" + status), status);
            }
        }

        assertThat(repository.overdue(MUCH_LATER, MUCH_LATER, 100)).isEmpty();
    }

    @Test
    @DisplayName("returns no more than the limit, and the rest after the first ones have ended")
    void keepsTheLimit() {
        Set<Invocation> left = new HashSet<>(givenAll(installs("t", 25)));

        for (int expected : new int[] {10, 10, 5, 0}) {
            List<Invocation> overdue = repository.overdue(MUCH_LATER, MUCH_LATER, 10);
            assertThat(overdue).doesNotHaveDuplicates().hasSize(expected);
            for (Invocation task : overdue) {
                assertThat(left.remove(task))
                        .as("%s is returned once", task.id())
                        .isTrue();
                given(task.timeOut(later(task)));
            }
        }
    }

    @Test
    @DisplayName(
            "finds by datedAfter what is PENDING and was created after a time, or RUNNING and was started after it")
    void findsWhatIsDatedAfter() {
        Invocation ahead =
                given(invocation("t-1", "web-1").createdAt(NOON.plusMillis(1)).build());
        given(install("t-2", "web-2"));
        Invocation running =
                given(invocation("t-3", "web-3").project(OTHER_PROJECT).build());
        Invocation startedAhead = given(running.start(NOON.plusSeconds(5)));
        Invocation acceptedAhead =
                given(invocation("t-4", "web-4").createdAt(NOON.plusSeconds(9)).build());
        given(acceptedAhead.start(NOON));
        given(invocation("t-5", "web-5").createdAt(NOON.plusSeconds(9)).build(), InvocationStatus.CANCELED);

        assertThat(repository.datedAfter(NOON)).containsExactlyInAnyOrder(ahead, startedAhead);
        assertThat(repository.datedAfter(NOON.plusSeconds(5))).isEmpty();
    }

    @Test
    @DisplayName("finds by datedAfter all of them, however many there are")
    void findsAllThatAreDatedAfter() {
        List<Invocation> ahead = givenAll(installs("t", 1_500));

        assertThat(repository.datedAfter(NOON.minusMillis(1))).containsExactlyInAnyOrderElementsOf(ahead);
    }

    @Test
    @DisplayName("covers all projects")
    void findsThoseOfAllProjects() {
        Invocation here = given(install("t-1", "web-1"));
        Invocation there =
                given(invocation("t-1", "web-1").project(OTHER_PROJECT).build());

        assertThat(repository.overdue(MUCH_LATER, MUCH_LATER, 10)).containsExactlyInAnyOrder(here, there);
    }
}

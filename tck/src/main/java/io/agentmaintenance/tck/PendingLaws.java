package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.InvocationRepository.END_OF_TIME;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code pending}. */
abstract class PendingLaws extends RepositoryLaws {
    private static final int LIMIT = 7;

    PendingLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns PENDING tasks and no others")
    void listsThePending() {
        Invocation pending = given(install("t-0", "web-0"));
        for (InvocationStatus status : InvocationStatus.values()) {
            if (status != InvocationStatus.PENDING) {
                given(install("t-" + status, "web-" + status), status);
            }
        }

        assertThat(pending(100)).containsExactly(pending);
    }

    @Test
    @DisplayName("returns each task once over all pages and projects, even if all were created at the same time")
    void showsEachOnce() {
        List<Invocation> all = givenOfBothProjects(25);

        assertThat(walk(page -> {})).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @DisplayName("fills every page but the last")
    void fillsEveryPageButTheLast() {
        givenAll(installs("t", 2 * LIMIT));

        List<Invocation> first = pending(LIMIT);
        assertThat(first).hasSize(LIMIT);
        List<Invocation> second = repository.pending(END_OF_TIME, first.get(LIMIT - 1), LIMIT);
        assertThat(second).hasSize(LIMIT);
        assertThat(repository.pending(END_OF_TIME, second.get(LIMIT - 1), LIMIT))
                .isEmpty();
    }

    @Test
    @DisplayName("leaves out what was created at the given time or later, on every page")
    void leavesOutTheYounger() {
        List<Invocation> old = new ArrayList<>();
        for (int i = 0; i < 3 * LIMIT; i++) {
            Invocation task = invocation("t-" + i, "web-" + i)
                    .createdAt(NOON.plusMillis(i % 3 - 1))
                    .build();
            given(task);
            if (i % 3 == 0) {
                old.add(task);
            }
        }

        assertThat(walk(last -> repository.pending(NOON, last, 2), 2, page -> {}))
                .containsExactlyInAnyOrderElementsOf(old);
        assertThat(repository.pending(NOON.plusMillis(1), null, 100)).hasSize(2 * LIMIT);
        assertThat(repository.pending(NOON.minusMillis(1), null, 100)).isEmpty();
    }

    @Test
    @DisplayName("continues at its place if all tasks of the previous page have begun meanwhile")
    void goesOnAfterWhatHasBegun() {
        List<Invocation> all = givenOfBothProjects(25);

        List<Invocation> walked = walk(page -> page.forEach(task -> given(task.start(later(task)))));

        assertThat(walked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        assertThat(pending(LIMIT)).isEmpty();
    }

    @Test
    @DisplayName("continues at its place if the last task of the previous page is finished or no longer exists")
    void goesOnAfterWhatIsFinishedOrGone() {
        List<Invocation> all = givenOfBothProjects(25);

        List<Invocation> walked = walk(page -> {
            Invocation last = page.get(page.size() - 1);
            if (last.id().value().endsWith("0")) {
                given(last.cancel(later(last), "Canceled."));
            } else {
                assertThat(withdraw(withdrawal(last))).isEqualTo(STORED);
            }
        });

        assertThat(walked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    private List<Invocation> walk(Consumer<List<Invocation>> afterEachPage) {
        return walk(last -> repository.pending(END_OF_TIME, last, LIMIT), LIMIT, afterEachPage);
    }
}

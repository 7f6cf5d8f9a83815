package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.InvocationRepository.END_OF_TIME;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
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
import org.jspecify.annotations.Nullable;
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
        List<Invocation> all = givenOfBothProjects();

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
    @DisplayName("continues at its place if all tasks of the previous page have begun meanwhile")
    void goesOnAfterWhatHasBegun() {
        List<Invocation> all = givenOfBothProjects();

        List<Invocation> walked = walk(page -> page.forEach(task -> given(task.start(later(task)))));

        assertThat(walked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        assertThat(pending(LIMIT)).isEmpty();
    }

    @Test
    @DisplayName("continues at its place if the last task of the previous page is finished or no longer exists")
    void goesOnAfterWhatIsFinishedOrGone() {
        List<Invocation> all = givenOfBothProjects();

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

    /** Enough tasks for some pages, each id in both projects, all created at the same time. */
    private List<Invocation> givenOfBothProjects() {
        List<Invocation> all = new ArrayList<>(givenAll(installs("t", 25)));
        List<Invocation> others = all.stream()
                .map(task -> invocation(task.id().value(), task.instanceId().value())
                        .project(OTHER_PROJECT)
                        .build())
                .toList();
        all.addAll(givenAll(others));
        return all;
    }

    private List<Invocation> walk(Consumer<List<Invocation>> afterEachPage) {
        List<Invocation> walked = new ArrayList<>();
        @Nullable Invocation last = null;
        List<Invocation> page;
        do {
            page = repository.pending(END_OF_TIME, last, LIMIT);
            walked.addAll(page);
            assertThat(page).as("a page").hasSizeLessThanOrEqualTo(LIMIT);
            assertThat(walked).as("a walk over all pages").hasSizeLessThan(1000);
            if (!page.isEmpty()) {
                last = page.get(page.size() - 1);
                afterEachPage.accept(page);
            }
        } while (page.size() == LIMIT);
        return walked;
    }
}

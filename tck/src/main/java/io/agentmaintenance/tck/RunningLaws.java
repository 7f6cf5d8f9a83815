package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.WORKER;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code running}. */
abstract class RunningLaws extends RepositoryLaws {
    private static final int LIMIT = 7;

    RunningLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns RUNNING tasks as they are now, and no others")
    void listsTheRunning() {
        for (InvocationStatus status : InvocationStatus.values()) {
            if (status != InvocationStatus.RUNNING) {
                given(install("t-" + status, "web-" + status), status);
            }
        }
        Invocation running = given(install("t-0", "web-0"), InvocationStatus.RUNNING);
        Invocation unwanted = given(running.requestCancel(later(running)));

        assertThat(repository.running(null, 100)).containsExactly(unwanted);
    }

    @Test
    @DisplayName("returns each task once over all pages and projects, also if all began at the same time")
    void showsEachOnce() {
        List<Invocation> all = givenRunning();

        assertThat(walk(page -> {})).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @DisplayName("returns fewer than the limit on the last page only")
    void fillsEveryPageButTheLast() {
        for (Invocation task : givenAll(Invocations.installs("t", 2 * LIMIT))) {
            given(task.start(later(task), WORKER));
        }

        List<Invocation> first = repository.running(null, LIMIT);
        assertThat(first).hasSize(LIMIT);
        List<Invocation> second = repository.running(first.get(LIMIT - 1), LIMIT);
        assertThat(second).hasSize(LIMIT);
        assertThat(repository.running(second.get(LIMIT - 1), LIMIT)).isEmpty();
    }

    @Test
    @DisplayName("continues at its place if all tasks of the previous page have ended meanwhile, or are forgotten")
    void goesOnAfterWhatHasEnded() {
        List<Invocation> all = givenRunning();

        List<Invocation> walked = walk(page -> {
            page.forEach(task -> given(task.fail(later(task), "Failed.", null)));
            assertThat(repository.forget(MUCH_LATER, LIMIT)).isEqualTo(page.size());
        });

        assertThat(walked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        assertThat(repository.running(null, LIMIT)).isEmpty();
    }

    private List<Invocation> givenRunning() {
        List<Invocation> all = new ArrayList<>();
        for (Invocation task : givenOfBothProjects(25)) {
            all.add(given(task.start(later(task), WORKER)));
        }
        return all;
    }

    private List<Invocation> walk(Consumer<List<Invocation>> afterEachPage) {
        return walk(last -> repository.running(last, LIMIT), LIMIT, afterEachPage);
    }
}

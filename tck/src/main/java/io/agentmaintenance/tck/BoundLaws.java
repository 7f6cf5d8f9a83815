package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of a repository with a bounded history. */
abstract class BoundLaws extends RepositoryLaws {
    private static final int KEPT = 10;

    BoundLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Override
    @BeforeEach
    void openRepository() {
        Optional<InvocationRepository> bounded = contract.emptyRepositoryKeeping(KEPT);
        Assumptions.assumeTrue(bounded.isPresent(), "the repository has no bounded history");
        repository = bounded.get();
    }

    @Test
    @DisplayName("forgets in the order of finishing, not of storing")
    void forgetsTheOldestFinished() {
        List<Invocation> finishing = new ArrayList<>(givenAll(installs("t", 3 * KEPT)));
        Collections.shuffle(finishing, new Random(20261123));
        for (int i = 0; i < finishing.size(); i++) {
            Invocation task = finishing.get(i);
            given(task.cancel(later(task).plusSeconds(i), "Canceled."));
        }

        for (int i = 0; i < finishing.size(); i++) {
            boolean kept = i >= finishing.size() - KEPT;
            assertThat(stored(finishing.get(i)) != null)
                    .as("whether number %d of %d is kept", i + 1, finishing.size())
                    .isEqualTo(kept);
        }
    }

    @Test
    @DisplayName("never forgets an active task, however old")
    void neverForgetsAnActiveOne() {
        List<Invocation> active = new ArrayList<>(givenAll(installs("pending", KEPT)));
        for (Invocation task : givenAll(installs("running", KEPT))) {
            active.add(given(task.start(later(task))));
        }
        finishMany();

        for (Invocation task : active) {
            assertStored(task);
        }
    }

    @Test
    @DisplayName("leaves a forgotten task out of every answer, and counts exactly the rest")
    void forgetsInEveryAnswer() {
        Invocation forgotten = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        finishMany();

        assertAbsent(forgotten);
        assertThat(history(forgotten)).isEqualTo(InstanceHistory.empty());
        List<InvocationId> listed = listed();
        assertThat(listed).hasSize(KEPT).doesNotContain(forgotten.id());
    }

    @Test
    @DisplayName("accepts the next task of a server with a forgotten history like the first one of a new server")
    void acceptsAfterForgetting() {
        Invocation forgotten = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        finishMany();

        assertThat(insert(after(forgotten, install("t-2", "web-1")))).isEqualTo(CONFLICT);
        assertThat(insert(first(install("t-3", "web-1")))).isEqualTo(STORED);
    }

    @Test
    @DisplayName("counts a finished task once, even if it changes again")
    void countsEachEndOnce() {
        List<Invocation> finished = new ArrayList<>();
        for (Invocation task : givenAll(installs("t", KEPT))) {
            finished.add(given(task.cancel(later(task), "Canceled.")));
        }

        Invocation changing = finished.get(KEPT - 1);
        for (int turn = 0; turn < KEPT; turn++) {
            changing = given(changing.retriedBy(turn % 2 == 0 ? InvocationId.of("again") : null));
        }

        finished.set(KEPT - 1, changing);
        finished.forEach(this::assertStored);
    }

    @Test
    @DisplayName("returns no last change when it is forgotten, although a newer task of the server is kept")
    void forgetsTheLastChange() {
        Invocation change = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation newer = given(after(change, install("t-2", "web-1")));
        finishMany();

        assertThat(history(newer)).isEqualTo(new InstanceHistory(newer, null));
        Invocation running = given(newer.start(later(newer)));
        assertThat(history(running)).isEqualTo(new InstanceHistory(running, null));
    }

    @Test
    @DisplayName("refuses a change of a forgotten task, and does not store it again")
    void refusesChangesOfTheForgotten() {
        Invocation forgotten = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        finishMany();

        assertThat(update(forgotten.succeed(later(forgotten)))).isEqualTo(CONFLICT);

        assertAbsent(forgotten);
        assertThat(listed()).hasSize(KEPT);
    }

    private void finishMany() {
        for (Invocation task : givenAll(installs("many", 2 * KEPT))) {
            given(task.cancel(later(task).plusSeconds(3600), "Canceled."));
        }
    }
}

package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of an {@code insert} that is repeated, because its answer was lost for example. */
abstract class RepeatLaws extends RepositoryLaws {
    private static final int SERVERS = 20;
    private static final int ROUNDS = 10;

    RepeatLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("is answered with STORED again, and changes nothing")
    void changesNothing() {
        Invocation task = given(install("t-1", "web-1"));
        Invocation other = given(install("t-2", "web-2"));

        assertThat(insert(first(task))).isEqualTo(STORED);

        assertStored(task);
        assertThat(listed()).containsExactly(other.id(), task.id());
    }

    @Test
    @DisplayName("is answered with STORED also if the task has moved on, and leaves it where it is")
    void leavesWhatHasMovedOn() {
        for (InvocationStatus status : InvocationStatus.values()) {
            Invocation task = install("t-" + status, "web-" + status);
            Invocation now = given(task, status);

            assertThat(insert(first(task))).as("for a task that is %s", status).isEqualTo(STORED);

            assertStored(now);
        }
    }

    @Test
    @DisplayName("is answered with STORED also if the server has a newer task by now")
    void isStoredBesideANewerTask() {
        Invocation task = install("t-1", "web-1");
        Invocation ended = given(task, InvocationStatus.FAILED);
        Invocation newer = given(after(ended, install("t-2", "web-1")));

        assertThat(insert(first(task))).isEqualTo(STORED);

        assertStored(ended);
        assertStored(newer);
        assertThat(history(task).latest()).isEqualTo(newer);
    }

    @Test
    @DisplayName("does not store the link of a RETRY a second time")
    void doesNotLinkAgain() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        Invocation retry = given(repeating(failed, retry("t-2", failed)));
        Invocation linked = failed.retriedBy(retry.id()).after();

        assertThat(insert(repeating(failed, retry))).isEqualTo(STORED);
        assertThat(insert(repeating(linked, retry))).isEqualTo(STORED);

        assertStored(linked);
        assertStored(retry);
    }

    @Test
    @DisplayName("is a conflict if the known id has other content, whichever it is, and changes nothing")
    void refusesOtherContent() {
        Invocation task = given(builder().build());
        List<Invocation> others = List.of(
                builder().instance(InstanceProfile.ecs(InstanceId.of("web-2"))).build(),
                builder()
                        .instance(new InstanceProfile(
                                InstanceId.of("web-1"), "Another name", InstanceType.ECS, List.of(), List.of()))
                        .build(),
                builder().type(InvocationType.UPDATE, Operation.INSTALL).build(),
                builder().type(InvocationType.INSTALL, Operation.UPDATE).build(),
                builder().lineage(Lineage.undoing(InvocationId.of("other"))).build(),
                builder().origin(Origin.CES).build(),
                builder().requestedBy(Actor.caller("somebody else")).build(),
                builder().versions("2.4.1", "2.7.2.1").build(),
                builder().versions(null, "2.4.1").build(),
                builder().createdAt(NOON.plusMillis(1)).build());

        for (Invocation other : others) {
            assertThat(insert(first(other))).as("%s", other).isEqualTo(CONFLICT);
            assertStored(task);
        }
        assertThat(listed()).containsExactly(task.id());
    }

    @Test
    @DisplayName("is answered with STORED for each entry of a batch of which some are stored already")
    void completesABatch() {
        List<Invocation> batch = installs("t", BATCH);
        givenAll(batch.subList(40, 60));
        Invocation begun = given(batch.get(50).start(later(batch.get(50))));

        assertThat(repository.insert(PROJECT, firsts(batch))).hasSize(BATCH).containsOnly(STORED);

        assertThat(listed()).hasSize(BATCH).doesNotHaveDuplicates();
        assertStored(begun);
    }

    @Test
    @DisplayName("is answered with STORED in each of 64 threads that store the same tasks, and each is stored once")
    void isStoredUnder64Threads() {
        // A single race may succeed by chance.
        for (int round = 0; round < ROUNDS; round++) {
            List<Invocation> batch = installs("round-" + round, SERVERS);

            List<List<WriteOutcome>> outcomes = Race.of(thread -> repository.insert(PROJECT, firsts(batch)));

            for (List<WriteOutcome> ofThread : outcomes) {
                assertThat(ofThread).hasSize(SERVERS).containsOnly(STORED);
            }
            batch.forEach(this::assertStored);
            assertThat(listed()).hasSize((round + 1) * SERVERS).doesNotHaveDuplicates();
        }
    }

    private static InvocationBuilder builder() {
        return invocation("t-1", "web-1");
    }
}

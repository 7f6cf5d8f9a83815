package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws that a read invocation equals the stored one in every field. */
abstract class RoundTripLaws extends TextRoundTripLaws {
    private static final InvocationId LONGEST_ID = InvocationId.of("A".repeat(32) + "-" + "a".repeat(31));

    RoundTripLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("a task without any optional value")
    void withoutOptionalValues() {
        assertStored(given(install("t-1", "web-1")));
    }

    @Test
    @DisplayName(
            "a task with all values of maximum length: ids of 64 characters, a name of 128, ten addresses of each kind")
    void atMaximumLength() {
        Invocation longest = given(invocation(LONGEST_ID.value(), "replaced")
                .project(ProjectId.of("z".repeat(64)))
                .instance(Instances.longest(InstanceType.BMS))
                .type(InvocationType.RETRY, Operation.ROLLBACK)
                .lineage(
                        new Lineage(InvocationId.of("b".repeat(64)), InvocationId.of("c".repeat(64)), LONGEST_ID, null))
                .origin(Origin.ADMIN_SERVER)
                .versions("9.".repeat(31) + "10", "8.".repeat(31) + "_-")
                .build());

        assertStored(longest);
        Invocation canceled = given(longest.cancel(later(longest), "Canceled."));
        assertStored(given(canceled.retriedBy(InvocationId.of("d".repeat(64)))));
    }

    @Test
    @DisplayName("every type, operation, origin and kind of instance")
    void everyEnumValue() {
        int number = 0;
        for (InvocationType type : InvocationType.values()) {
            for (Operation operation : Operation.values()) {
                for (@Nullable Origin origin : origins()) {
                    for (InstanceType kind : InstanceType.values()) {
                        String id = "t-" + number++;
                        assertStored(given(invocation(id, "replaced")
                                .instance(server(id, kind))
                                .type(type, operation)
                                .origin(origin)
                                .build()));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("the place in the chain of a server, also where a later task is dated earlier")
    void placeInTheChain() {
        Invocation earlier = given(install("t-1", "web-1"), InvocationStatus.CANCELED);
        Invocation later = invocation("t-2", "web-1")
                .ordinal(2)
                .createdAt(earlier.createdAt().minusSeconds(86_400))
                .build();

        assertStored(given(after(earlier, later)));
        Invocation ended = given(later.cancel(later.createdAt(), "Canceled."));
        assertStored(ended);
        assertThat(history(ended).latest()).isEqualTo(ended);
        assertThat(listed()).containsExactly(later.id(), earlier.id());
    }

    @Test
    @DisplayName("every state on the path to every final state, with times, message and the mark for late reports")
    void everyState() {
        for (InvocationStatus end : InvocationStatus.values()) {
            Invocation task = given(install("t-" + end, "web-" + end));
            for (InvocationChange step : Invocations.path(task, end)) {
                assertStored(given(step));
            }
        }
        Invocation timedOut = given(Invocations.update("late", "web-late"), InvocationStatus.TIMEOUT);
        Invocation late = given(timedOut.fail(later(timedOut), "Failed late.", AgentVersion.of("2.5.0")));
        assertStored(late);
        assertStored(given(late.rolledBack(later(late), Invocations.rollback("r-1", late))));
    }

    @Test
    @DisplayName("all combinations of related tasks in a lineage")
    void everyLineage() {
        InvocationId other = InvocationId.of("other");
        for (int bits = 0; bits < 8; bits++) {
            Invocation task = given(invocation("t-" + bits, "web-" + bits)
                    .lineage(new Lineage(
                            (bits & 1) == 0 ? null : other,
                            (bits & 2) == 0 ? null : InvocationId.of("root"),
                            (bits & 4) == 0 ? null : InvocationId.of("update"),
                            null))
                    .build());
            assertStored(task);
            Invocation ended = given(task.cancel(later(task), "Canceled."));
            Invocation linked = given(ended.retriedBy(other));
            assertStored(linked);
            assertStored(given(linked.retriedBy(null)));
        }
    }

    @Test
    @DisplayName("the wish to cancel, with its time, in every later state")
    void theWishToCancel() {
        Invocation running = given(install("t-1", "web-1"), InvocationStatus.RUNNING);
        Invocation unwanted = given(running.requestCancel(later(running).plusMillis(7)));
        assertStored(unwanted);
        Invocation timedOut = given(unwanted.timeOut(later(unwanted)));
        assertStored(timedOut);
        assertStored(given(timedOut.succeed(later(timedOut))));
    }

    @Test
    @DisplayName("times to the millisecond, independent of time zone and summer time")
    void times() {
        List<Instant> times = List.of(
                Instant.parse("2026-03-29T00:59:59.999Z"),
                Instant.parse("2026-03-29T02:30:00.001Z"),
                Instant.parse("2026-10-25T00:30:00.500Z"),
                Instant.parse("2026-10-25T01:30:00.500Z"),
                Instant.parse("2026-12-31T23:59:59.999Z"),
                Instant.parse("2028-02-29T12:00:00.010Z"),
                Instant.parse("2038-01-19T03:14:08.007Z"));
        for (int i = 0; i < times.size(); i++) {
            Instant at = times.get(i);
            Invocation task =
                    given(invocation("t-" + i, "web-" + i).createdAt(at).build());
            assertStored(task);
            Invocation running = given(task.start(at.plusMillis(1)));
            assertStored(running);
            assertStored(given(running.succeed(at.plusMillis(3))));
        }
    }

    @Test
    @DisplayName("in the answer of every method, not only of findAll")
    void inEveryAnswer() {
        Invocation retry = given(invocation("t-1", "web-1")
                .type(InvocationType.RETRY, Operation.UPDATE)
                .lineage(new Lineage(InvocationId.of("a"), InvocationId.of("b"), null, null))
                .origin(Origin.CES)
                .versions("2.4.1", "2.7.2.1")
                .build());

        assertThat(pending(10)).containsExactly(retry);
        assertThat(repository.oldestPending()).isEqualTo(retry);
        assertThat(repository.overdue(MUCH_LATER, MUCH_LATER, 10)).containsExactly(retry);
        Invocation running = given(retry.start(later(retry), Invocations.WORKER));
        Invocation unwanted = given(running.requestCancel(later(running)));
        assertThat(repository.running(null, 10)).containsExactly(unwanted);
        assertThat(repository.overdue(MUCH_LATER, MUCH_LATER, 10)).containsExactly(unwanted);
        assertThat(repository.datedAfter(NOON)).containsExactly(unwanted);
        Invocation ended = given(unwanted.succeed(later(unwanted)));
        assertThat(history(ended).latest()).isEqualTo(ended);
        assertThat(history(ended).lastChange()).isEqualTo(ended);
        assertThat(repository.find(InvocationQuery.newest(ended.project())).invocations())
                .containsExactly(ended);
    }

    private static InstanceProfile server(String id, InstanceType kind) {
        return new InstanceProfile(InstanceId.of(id), "The server", kind, List.of("10.0.0.1"), List.of());
    }

    private static List<@Nullable Origin> origins() {
        List<@Nullable Origin> origins = new ArrayList<>(List.of(Origin.values()));
        origins.add(null);
        return origins;
    }
}

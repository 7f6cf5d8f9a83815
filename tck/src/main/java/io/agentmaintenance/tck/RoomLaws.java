package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.RefusalReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code start} for invocations that it does not accept. */
abstract class RoomLaws extends ExecutorLaws {
    private static final int ROOM = 10;
    private static final int BATCH = 25;

    RoomLaws(AgentExecutorContract contract) {
        super(contract);
    }

    @Override
    @BeforeEach
    void openCore() {
        build(setup -> {
            Optional<AgentExecutor> small = contract.executorWithRoom(setup, ROOM);
            Assumptions.assumeTrue(small.isPresent(), "the executor accepts every invocation");
            return small.get();
        });
    }

    @Test
    @DisplayName("returns exactly the tasks that it does not accept")
    void returnsThoseNotAccepted() {
        List<Invocation> tasks = waiting(BATCH);

        Set<InvocationId> declined = executor.start(tasks);

        assertThat(declined)
                .hasSize(BATCH - ROOM)
                .isSubsetOf(tasks.stream().map(Invocation::id).toList());
    }

    @Test
    @DisplayName("never begins tasks that it did not accept, even when there is room again")
    void neverBeginsThose() {
        List<Invocation> tasks = waiting(BATCH);
        Set<InvocationId> declined = executor.start(tasks);

        letTenMinutesPass();

        for (Invocation task : tasks) {
            if (declined.contains(task.id())) {
                assertUntouched(task);
                assertThat(gate.of(task.id())).as("reports of %s", task.id()).isEmpty();
            } else {
                assertDoneOnce(List.of(task));
            }
        }
    }

    @Test
    @DisplayName("accepts work again when earlier work has ended")
    void acceptsAgainLater() {
        List<Invocation> tasks = waiting(BATCH);
        Set<InvocationId> declined = executor.start(tasks);
        letTenMinutesPass();
        List<Invocation> again = tasks.stream()
                .filter(task -> declined.contains(task.id()))
                .limit(ROOM)
                .toList();

        assertThat(executor.start(again)).isEmpty();
        letTimePass(again);

        assertDoneOnce(again);
    }

    @Test
    @DisplayName("makes the core refuse exactly the tasks that it did not accept")
    void letsTheCoreRefuse() {
        BatchResult result = request(1, BATCH, NEW);

        MaintenanceAssertions.assertThat(result)
                .hasAccepted(ROOM)
                .refuses(BATCH - ROOM, RefusalReason.EXECUTOR_UNAVAILABLE);
        letTimePass(result.accepted());
        assertDoneOnce(result.accepted());
    }
}

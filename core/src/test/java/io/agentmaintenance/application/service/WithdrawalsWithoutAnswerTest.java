package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.fixture.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Found by the simulation: such items were answered as accepted, with the id of a task that was not there any more. */
@DisplayName("When a store throws while it withdraws a task,")
class WithdrawalsWithoutAnswerTest {
    private final World world = new World().with("s1", noAgent()).with("s2", noAgent());

    @Test
    @DisplayName("a task that is no longer stored is refused, and listeners are notified")
    void refusesATaskThatIsNoLongerStored() {
        world.executor.declines(i -> i.id().equals(task("t1")));
        world.calls.brokenAfterwards("repository.withdraw");

        assertThat(words(world.install("s1", "s2"))).containsExactly("EXECUTOR_UNAVAILABLE", "t2");
        assertThat(world.has("t1")).isFalse();
        assertThat(world.listener.news()).containsExactly("t1 accepted", "t2 accepted", "t1 withdrawn");
    }

    @Test
    @DisplayName("a task that is still stored stays accepted")
    void keepsATaskThatIsStillStored() {
        world.executor.declines(i -> true);
        world.calls.broken("repository.withdraw");

        assertThat(words(world.install("s1"))).containsExactly("t1");
        assertThat(world.listener.news()).containsExactly("t1 accepted");
    }

    @Test
    @DisplayName("a task stays accepted if the store cannot be read")
    void keepsATaskIfTheStoreCannotBeRead() {
        world.executor.declines(i -> true);
        world.calls.broken("repository.withdraw");
        world.calls.broken("repository.findAll");

        assertThat(words(world.install("s1"))).containsExactly("t1");
    }
}

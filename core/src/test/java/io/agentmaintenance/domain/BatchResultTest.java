package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.ALREADY_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.INSTANCE_NOT_FOUND;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The result of a batch")
class BatchResultTest {
    private final Invocation first = aTask("t1").on("s1").pending();
    private final Invocation second = aTask("t2").on("s4").pending();
    private final List<ItemOutcome> outcomes = new ArrayList<>(List.of(
            new ItemOutcome.Accepted(first),
            refused("s2", ALREADY_INSTALLED),
            refused("s3", INSTANCE_NOT_FOUND),
            new ItemOutcome.Accepted(second),
            refused("s5", ALREADY_INSTALLED)));
    private final BatchResult result = new BatchResult(outcomes);

    @Test
    @DisplayName("keeps the outcomes in order, and copies them")
    void keepsTheOrderOfItsOutcomes() {
        List<ItemOutcome> expected = List.copyOf(outcomes);
        outcomes.clear();

        assertThat(result.outcomes()).isEqualTo(expected);
        assertThat(result.accepted()).containsExactly(first, second);
        assertThat(result.refused())
                .extracting(ItemOutcome.Refused::instanceId)
                .containsExactly(server("s2"), server("s3"), server("s5"));
    }

    @Test
    @DisplayName("counts accepted and refused items, and refusals by reason")
    void countsAcceptedAndRefusedItems() {
        assertThat(result.size()).isEqualTo(5);
        assertThat(result.acceptedCount()).isEqualTo(2);
        assertThat(result.refusedCount()).isEqualTo(3);
        assertThat(result.refusalCounts()).containsExactly(entry(INSTANCE_NOT_FOUND, 1), entry(ALREADY_INSTALLED, 2));
        assertThat(result.summary()).isEqualTo("2 of 5 accepted, refused: INSTANCE_NOT_FOUND=1 ALREADY_INSTALLED=2");
        assertThat(new BatchResult(outcomes.subList(0, 1)).summary()).isEqualTo("1 of 1 accepted");
    }

    @Test
    @DisplayName("can be folded item by item")
    void foldsEachOutcome() {
        assertThat(result.outcomes())
                .extracting(o -> o.<String>fold(
                        a -> a.invocation().id().value(),
                        r -> r.refusal().reason().name()))
                .containsExactly("t1", "ALREADY_INSTALLED", "INSTANCE_NOT_FOUND", "t2", "ALREADY_INSTALLED");
        assertThat(result.outcomes().get(0).invocationId()).isEqualTo(task("t1"));
        assertThat(result.outcomes().get(0).instanceId()).isEqualTo(server("s1"));
    }

    @Test
    @DisplayName("is predicted by a plan, which counts the eligible items")
    void countsEligibleItemsOfAPlan() {
        List<PlannedItem> items = new ArrayList<>(List.of(
                new PlannedItem(server("s1"), null, version("1.0"), List.of()),
                new PlannedItem(server("s2"), null, null, List.of(Refusal.of(ALREADY_INSTALLED)))));
        BatchPlan plan = new BatchPlan(items);
        items.clear();

        assertThat(plan.items()).extracting(PlannedItem::isEligible).containsExactly(true, false);
        assertThat(plan.eligibleCount()).isEqualTo(1);
    }

    private static ItemOutcome refused(String server, RefusalReason reason) {
        return new ItemOutcome.Refused(server(server), null, Refusal.of(reason));
    }
}

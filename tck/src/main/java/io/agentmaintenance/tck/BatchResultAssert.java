package io.agentmaintenance.tck;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.RefusalReason;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions about a {@link BatchResult}. Each returns itself; a failure shows the summary of the result. */
public final class BatchResultAssert extends AbstractAssert<BatchResultAssert, @Nullable BatchResult> {
    BatchResultAssert(@Nullable BatchResult actual) {
        super(actual, BatchResultAssert.class);
    }

    /**
     * Checks how many items were accepted.
     *
     * @param count the number expected
     * @return this
     */
    public BatchResultAssert hasAccepted(int count) {
        return holds("accepted items", present().acceptedCount(), count);
    }

    /**
     * Checks how many items were refused, for any reason.
     *
     * @param count the number expected
     * @return this
     */
    public BatchResultAssert hasRefused(int count) {
        return holds("refused items", present().refusedCount(), count);
    }

    /**
     * Checks that there are items and every one of them was accepted.
     *
     * @return this
     */
    public BatchResultAssert acceptsAll() {
        Assertions.assertThat(present().outcomes()).as("items").isNotEmpty();
        return hasRefused(0);
    }

    /**
     * Checks how many items were refused for a reason.
     *
     * @param count the number expected
     * @param reason the reason
     * @return this
     */
    public BatchResultAssert refuses(int count, RefusalReason reason) {
        return holds("items refused for " + reason, present().refusalCounts().getOrDefault(reason, 0), count);
    }

    /**
     * Checks that the item at a position was accepted.
     *
     * @param position the position in the request, from 0
     * @return this
     */
    public BatchResultAssert acceptsItem(int position) {
        return holds("item " + position, verdict(position), "ACCEPTED");
    }

    /**
     * Checks that the item at a position was refused for a reason.
     *
     * @param position the position in the request, from 0
     * @param reason the reason
     * @return this
     */
    public BatchResultAssert refusesItem(int position, RefusalReason reason) {
        return holds("item " + position, verdict(position), reason.name());
    }

    /**
     * Checks that there is one outcome per server, in this order.
     *
     * @param instances the ids of the servers, in the order of the request
     * @return this
     */
    public BatchResultAssert answersInOrder(String... instances) {
        List<@Nullable InstanceId> expected =
                Stream.of(instances).<@Nullable InstanceId>map(InstanceId::of).toList();
        return holds(
                "servers",
                present().outcomes().stream().map(ItemOutcome::instanceId).toList(),
                expected);
    }

    private String verdict(int position) {
        List<ItemOutcome> outcomes = present().outcomes();
        if (position < 0 || position >= outcomes.size()) {
            return "no such item";
        }
        return outcomes.get(position)
                .fold(
                        accepted -> "ACCEPTED",
                        refused -> refused.refusal().reason().name());
    }

    private BatchResultAssert holds(String what, Object found, Object expected) {
        Assertions.assertThat(found).as("%s of <%s>", what, present().summary()).isEqualTo(expected);
        return this;
    }

    private BatchResult present() {
        if (actual == null) {
            throw new AssertionError("expected a batch result, but there is none");
        }
        return actual;
    }
}

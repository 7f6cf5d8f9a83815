package io.agentmaintenance.domain;

import java.util.List;

/**
 * What would happen to a request if it were made now. Planning changes nothing.
 *
 * @param items one entry per item, in request order; copied
 */
public record BatchPlan(List<PlannedItem> items) {
    /** Copies the items. */
    public BatchPlan {
        items = List.copyOf(items);
    }

    /**
     * {@return the number of items that would be accepted}
     */
    public int eligibleCount() {
        return (int) items.stream().filter(PlannedItem::isEligible).count();
    }
}

package io.agentmaintenance.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request: one outcome per item, in request order. Everything else is derived from the outcomes.
 *
 * @param outcomes the outcomes, as many as the request has items; copied
 */
public record BatchResult(List<ItemOutcome> outcomes) {
    /** Copies the outcomes. */
    public BatchResult {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * {@return the invocations of the accepted items, in request order}
     */
    public List<Invocation> accepted() {
        List<Invocation> accepted = new ArrayList<>(outcomes.size());
        for (ItemOutcome outcome : outcomes) {
            if (outcome instanceof ItemOutcome.Accepted item) {
                accepted.add(item.invocation());
            }
        }
        return accepted;
    }

    /**
     * {@return the refused items, in request order}
     */
    public List<ItemOutcome.Refused> refused() {
        List<ItemOutcome.Refused> refused = new ArrayList<>();
        for (ItemOutcome outcome : outcomes) {
            if (outcome instanceof ItemOutcome.Refused item) {
                refused.add(item);
            }
        }
        return refused;
    }

    /**
     * {@return the number of items}
     */
    public int size() {
        return outcomes.size();
    }

    /**
     * {@return the number of accepted items}
     */
    public int acceptedCount() {
        return accepted().size();
    }

    /**
     * {@return the number of refused items}
     */
    public int refusedCount() {
        return refused().size();
    }

    /**
     * {@return how many items were refused for each reason; reasons that did not occur are absent}
     */
    public Map<RefusalReason, Integer> refusalCounts() {
        Map<RefusalReason, Integer> counts = new EnumMap<>(RefusalReason.class);
        for (ItemOutcome.Refused item : refused()) {
            counts.merge(item.refusal().reason(), 1, Integer::sum);
        }
        return counts;
    }

    /**
     * {@return the result in one line for a log, such as {@code 97 of 100 accepted, refused: ALREADY_INSTALLED=3}}
     */
    public String summary() {
        String line = acceptedCount() + " of " + size() + " accepted";
        Map<RefusalReason, Integer> refusals = refusalCounts();
        if (refusals.isEmpty()) {
            return line;
        }
        StringBuilder text = new StringBuilder(line).append(", refused:");
        refusals.forEach(
                (reason, count) -> text.append(' ').append(reason).append('=').append(count));
        return text.toString();
    }
}

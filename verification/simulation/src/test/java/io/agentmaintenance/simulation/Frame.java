package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One running call into the core. If its process crashes, the call ends, and its open announcements are dropped. */
final class Frame {
    private final Node node;
    private final List<InvocationId> newIds = new ArrayList<>();
    private final Set<Announcement> unsent = new LinkedHashSet<>();
    private final List<ItemOutcome.Refused> refused = new ArrayList<>();
    private final Set<InvocationId> unanswered = new HashSet<>();
    private int faults;
    private boolean crashed;
    private @Nullable HandOver handOver;

    /**
     * A periodic turn of handing over what is PENDING.
     *
     * @param shown what the clock of the machine showed before, in milliseconds
     * @param setting how often that clock had been set before
     */
    record HandOver(long shown, int setting) {}

    /**
     * One notification of the listeners.
     *
     * @param task the task
     * @param revision its new revision; 0 if it was withdrawn
     */
    record Announcement(InvocationId task, int revision) {
        static final int WITHDRAWN = 0;
    }

    Frame(Node node) {
        this.node = node;
    }

    Node node() {
        return node;
    }

    /** The new ids that this call was given. No other call uses them. */
    List<InvocationId> newIds() {
        return newIds;
    }

    /** The notifications for stored changes that this call has not sent yet. */
    Set<Announcement> unsent() {
        return unsent;
    }

    /** The refused items that listeners were notified of. */
    List<ItemOutcome.Refused> refused() {
        return refused;
    }

    /** The tasks that this call has stored or withdrawn without getting the answer of the store. */
    Set<InvocationId> unanswered() {
        return unanswered;
    }

    /** The turn of handing over that this call is, or null. */
    @Nullable HandOver handOver() {
        return handOver;
    }

    void handOver(HandOver turn) {
        handOver = turn;
    }

    /** The number of port failures in this call. */
    int faults() {
        return faults;
    }

    /** Whether its process has crashed during this call. */
    boolean hasCrashed() {
        return crashed;
    }

    void crash() {
        crashed = true;
    }

    void fault() {
        faults++;
    }
}

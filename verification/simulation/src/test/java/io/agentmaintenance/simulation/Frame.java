package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A call into the core that is under way. It ends with its process, and all that it owes with it. */
final class Frame {
    private final Node node;
    private final List<InvocationId> drawn = new ArrayList<>();
    private final Set<Announcement> owed = new LinkedHashSet<>();
    private final Set<InvocationId> unanswered = new HashSet<>();
    private int faults;
    private boolean dead;

    /**
     * Something to tell listeners.
     *
     * @param task the task
     * @param revision the revision that it came to; 0 if it was withdrawn
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

    /** The ids that were made in this call: nobody else uses them. */
    List<InvocationId> drawn() {
        return drawn;
    }

    /** What this call has stored and not told listeners yet. */
    Set<Announcement> owed() {
        return owed;
    }

    /** The tasks that this call has stored or taken back without being told so. */
    Set<InvocationId> unanswered() {
        return unanswered;
    }

    /** How often a port has failed in this call. */
    int faults() {
        return faults;
    }

    /** Whether its process has died in the course of this call. */
    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    void fault() {
        faults++;
    }
}

package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.simulation.Frame.Announcement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What each write left in the store, recorded outside the core. Answers and notifications are checked against it. */
final class Ledger {
    private final Map<InvocationId, Task> tasks = new LinkedHashMap<>();
    private final Map<Place, Task> newest = new HashMap<>();
    private final Set<Announcement> notified = new HashSet<>();
    private final Timeline timeline;
    private final TimeLimits limits;
    private final EventCounts counts;
    private final BooleanSupplier forgetful;

    private record Place(ProjectId project, InstanceId instance) {
        static Place of(Invocation invocation) {
            return new Place(invocation.project(), invocation.instanceId());
        }
    }

    Ledger(Timeline timeline, TimeLimits limits, EventCounts counts, BooleanSupplier forgetful) {
        this.timeline = timeline;
        this.limits = limits;
        this.counts = counts;
        this.forgetful = forgetful;
    }

    Collection<Task> tasks() {
        return tasks.values();
    }

    @Nullable Task find(InvocationId id) {
        return tasks.get(id);
    }

    /** The ids of the matching tasks of a project, the oldest first. */
    List<InvocationId> ids(ProjectId project, Predicate<Invocation> which) {
        List<InvocationId> ids = new ArrayList<>();
        for (Task task : tasks.values()) {
            if (!task.withdrawn && task.now().project().equals(project) && which.test(task.now())) {
                ids.add(task.id());
            }
        }
        return ids;
    }

    /** Reads tasks from the store directly after a write, and records which notifications the call has to send. */
    void recordWrite(
            InvocationRepository store,
            ProjectId project,
            Collection<InvocationId> ids,
            boolean withdrawal,
            Frame frame) {
        Map<InvocationId, Invocation> found = store.findAll(project, ids);
        List<Task> changed = new ArrayList<>();
        for (InvocationId id : ids) {
            Task task = tasks.get(id);
            Invocation stored = found.get(id);
            if (task == null && stored != null) {
                added(stored, store, frame);
            } else if (task != null && !task.gone && stored == null) {
                removed(task, withdrawal, frame);
            } else if (task != null && stored != null && !task.now().equals(stored)) {
                changed(task, stored, frame);
                changed.add(task);
            }
        }
        changed.forEach(task -> checkRollback(task, store));
        ids.forEach(this::checkUnlinked);
    }

    /**
     * Records that the answer to a write was lost.
     *
     * @param readBack whether the core then reads what was stored; otherwise it sends no notification
     */
    void answerLost(Collection<InvocationId> ids, boolean readBack, Frame frame) {
        for (InvocationId id : ids) {
            Task task = tasks.get(id);
            if (task != null && readBack) {
                frame.unanswered().add(id);
            } else if (task != null) {
                frame.unsent().remove(new Announcement(id, task.now().revision()));
            }
        }
    }

    /** Records a failed read. If the write of a task was not answered either, its caller cannot know what was stored. */
    void unreadable(Collection<InvocationId> ids, Frame frame) {
        for (InvocationId id : ids) {
            Task task = tasks.get(id);
            if (task != null && frame.unanswered().contains(id)) {
                task.inDoubt = true;
                frame.unsent().removeIf(announcement -> announcement.task().equals(id));
            }
        }
    }

    /** Records a notification. */
    void notified(Announcement announcement, Frame frame) {
        Task task = tasks.get(announcement.task());
        boolean stored = task != null && isStored(task, announcement.revision());
        Invariant.ANNOUNCED_AFTER_STORED.check(stored, () -> announcement + " of " + task);
        Invariant.ANNOUNCED_ONCE.check(notified.add(announcement), () -> "notified twice: " + announcement);
        frame.unsent().remove(announcement);
    }

    private static boolean isStored(Task task, int revision) {
        return revision == Announcement.WITHDRAWN
                ? task.withdrawn
                : revision <= task.now().revision() || task.unseen;
    }

    private void added(Invocation stored, InvocationRepository store, Frame frame) {
        Task task = new Task(stored, frame.node().clock().lastReading(stored.createdAt()), tasks.size());
        Task before = newest.put(Place.of(stored), task);
        tasks.put(stored.id(), task);
        if (before != null) {
            Invariant.ONE_ACTIVE.check(!before.isActive(), () -> task + " beside " + before);
            Invariant.CHAIN_IN_ORDER.check(
                    stored.ordinal() == before.now().ordinal() + 1 || isForgotten(before, store),
                    () -> task + " is not the next after " + before);
        }
        frame.unsent().add(new Announcement(stored.id(), stored.revision()));
        counts.add("accepted " + stored.type());
    }

    private void removed(Task task, boolean withdrawal, Frame frame) {
        // A store may forget finished tasks only. One that is full may forget a task in the write that ends it, if the
        // clock was set back.
        task.withdrawn = task.now().isActive() && (withdrawal || !forgetful.getAsBoolean());
        task.unseen = !task.withdrawn;
        task.gone = true;
        if (task.withdrawn) {
            Invariant.NOTHING_LOST.check(withdrawal && !task.answeredAccepted, () -> "the task disappeared: " + task);
            frame.unsent().add(new Announcement(task.id(), Announcement.WITHDRAWN));
            counts.add("withdrawn");
        }
    }

    // A bounded store does not report what it forgets, so the store is asked.
    private static boolean isForgotten(Task task, InvocationRepository store) {
        Invocation last = task.now();
        return task.gone
                || (!last.isActive()
                        && store.findAll(last.project(), List.of(last.id())).isEmpty());
    }

    // The step that withdraws a retry must also remove its link from the repeated task.
    private void checkUnlinked(InvocationId id) {
        Task retry = tasks.get(id);
        InvocationId repeated =
                retry == null || !retry.withdrawn ? null : retry.now().lineage().retryOf();
        Task original = repeated == null ? null : tasks.get(repeated);
        Invariant.REFUSED_CREATES_NOTHING.check(
                original == null || !id.equals(original.now().lineage().retriedBy()),
                () -> original + " has a link to the withdrawn retry " + retry);
    }

    private void changed(Task task, Invocation stored, Frame frame) {
        InvocationStatus before = task.now().status();
        task.change(stored, timeline, limits, frame.node());
        if (before != stored.status()) {
            frame.unsent().add(new Announcement(stored.id(), stored.revision()));
            counts.add(before + " > " + stored.status());
        }
    }

    private void checkRollback(Task task, InvocationRepository store) {
        InvocationId update = task.now().lineage().rollbackOf();
        if (update != null && task.now().status() == InvocationStatus.SUCCEEDED) {
            Task undone = tasks.get(update);
            Invariant.ROLLBACK_MARKS_UPDATE.check(
                    undone == null
                            || undone.now().status() == InvocationStatus.ROLLBACKED
                            || isForgotten(undone, store),
                    () -> task + " succeeded, but the update is not ROLLBACKED: " + undone);
        }
        if (task.now().status() == InvocationStatus.ROLLBACKED) {
            Invariant.ROLLBACK_MARKS_UPDATE.check(
                    tasks.values().stream()
                            .anyMatch(t -> task.id().equals(t.now().lineage().rollbackOf())
                                    && (t.unseen || t.now().status() == InvocationStatus.SUCCEEDED)),
                    () -> "no rollback of this task has succeeded: " + task);
        }
    }
}

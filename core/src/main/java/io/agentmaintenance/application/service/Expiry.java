package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One turn of ending what is overdue. Each revision of an invocation is tried once in a turn. Not thread-safe. */
final class Expiry {
    private static final int PAGE = 1000;

    private final InvocationRepository repository;
    private final TransitionWriter transitions;
    private final BatchSplitter splitter;
    private final Deadlines deadlines;
    private final Instant now;
    private final Instant pendingSince;
    private final Instant runningSince;
    private final Failures failures = new Failures();
    private final Set<Revision> remaining = new HashSet<>();
    private int ended;
    private int failed;

    // A concurrent wish to cancel makes a new revision that is overdue as well.
    private record Revision(InvocationKey invocation, int revision) {
        static Revision of(Invocation invocation) {
            return new Revision(InvocationKey.of(invocation), invocation.revision());
        }
    }

    Expiry(
            InvocationRepository repository,
            TransitionWriter transitions,
            BatchSplitter splitter,
            Deadlines deadlines,
            Instant now) {
        this.repository = repository;
        this.transitions = transitions;
        this.splitter = splitter;
        this.now = now;
        this.deadlines = deadlines;
        this.pendingSince = deadlines.pendingSince();
        this.runningSince = deadlines.runningSince();
    }

    /** Ends every overdue invocation and returns how many were ended; throws at the end if some could not be ended, or not be read. */
    int run() {
        boolean all = reads(this::endOverdue);
        boolean allDatedAhead = reads(this::endDatedAhead);
        if (!all || !allDatedAhead) {
            throw failures.asException(ended + " overdue invocations were ended; "
                    + (all ? "those dated ahead" : "the others") + " could not be read");
        }
        if (failed > 0) {
            throw failures.asException(
                    ended + " overdue invocations were ended, and " + failed + " could not be ended");
        }
        failures.report("overdue invocations were ended in several attempts");
        return ended;
    }

    /** Takes a step, and returns false if it could not read what is overdue. Then the other step is taken nevertheless. */
    private boolean reads(Runnable step) {
        try {
            step.run();
            return true;
        } catch (PortException e) {
            failures.add(e);
            return false;
        }
    }

    private void endOverdue() {
        List<Invocation> untried = untried();
        while (!untried.isEmpty()) {
            byProject(untried).values().forEach(this::endAll);
            untried = untried();
        }
    }

    private void endDatedAhead() {
        for (List<Invocation> ahead = deadlines.overdueDatedAhead(); !ahead.isEmpty(); ahead = untriedOf(ahead)) {
            byProject(ahead).values().forEach(this::endAll);
        }
    }

    /** Those of some remembered invocations that are stored in the same state, but in another revision: they got a wish to cancel. */
    private List<Invocation> untriedOf(List<Invocation> remembered) {
        List<Invocation> stored = new ArrayList<>();
        byProject(remembered).forEach((project, ofProject) -> {
            Map<InvocationId, Invocation> found = repository.findAll(
                    project, ofProject.stream().map(Invocation::id).toList());
            for (Invocation before : ofProject) {
                Invocation present = found.get(before.id());
                if (present != null
                        && present.status() == before.status()
                        && !remaining.contains(Revision.of(present))) {
                    stored.add(present);
                }
            }
        });
        return stored;
    }

    // What could not be ended may fill a page, so the next page is larger: at least half of it is new.
    private List<Invocation> untried() {
        return repository.overdue(pendingSince, runningSince, PAGE + 2 * remaining.size()).stream()
                .filter(invocation -> !remaining.contains(Revision.of(invocation)))
                .toList();
    }

    private void endAll(List<Invocation> ofOneProject) {
        for (int from = 0; from < ofOneProject.size(); from += PAGE) {
            List<Invocation> batch = ofOneProject.subList(from, Math.min(ofOneProject.size(), from + PAGE));
            batch.forEach(invocation -> remaining.add(Revision.of(invocation)));
            int notProcessed = splitter.process(batch, this::end, failures).size();
            failed += notProcessed;
        }
    }

    private void end(List<Invocation> batch) {
        List<InvocationUpdate> updates = batch.stream()
                .map(invocation -> InvocationUpdate.of(invocation.timeOut(now), Actor.supervision()))
                .toList();
        List<WriteOutcome> outcomes = transitions.store(batch.get(0).project(), updates);
        for (int i = 0; i < updates.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                remaining.remove(Revision.of(updates.get(i).change().before()));
                ended++;
            } else if (outcomes.get(i) == WriteOutcome.FAILED) {
                failed++;
                failures.add(new PortException("the repository failed to end an overdue invocation", null));
            }
        }
    }

    private static Map<ProjectId, List<Invocation>> byProject(List<Invocation> invocations) {
        Map<ProjectId, List<Invocation>> byProject = new LinkedHashMap<>();
        for (Invocation invocation : invocations) {
            byProject
                    .computeIfAbsent(invocation.project(), project -> new ArrayList<>())
                    .add(invocation);
        }
        return byProject;
    }
}

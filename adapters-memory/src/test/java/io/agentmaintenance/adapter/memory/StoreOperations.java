package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Single calls of a store on two servers and a few tasks, so that calls conflict. Public because the checker creates it. */
@Param(name = "task", gen = IntGen.class, conf = "1:3")
@Param(name = "server", gen = IntGen.class, conf = "1:2")
public abstract class StoreOperations {
    private final InvocationRepository store;
    private final Timelines timelines;

    private interface Timelines {
        List<JournalEntry> of(ProjectId project, InvocationId task);
    }

    private StoreOperations(InMemoryInvocationRepository store) {
        this.store = store;
        this.timelines = store.journal()::timeline;
    }

    private StoreOperations(ModelRepository model) {
        this.store = model;
        this.timelines = model::timeline;
    }

    /** The store under test, with a small bound. */
    public static final class OfMemory extends StoreOperations {
        public OfMemory() {
            super(InMemoryInvocationRepository.keeping(2));
        }
    }

    /** The model with the expected answers. */
    public static final class OfModel extends StoreOperations {
        public OfModel() {
            super(new ModelRepository(2));
        }
    }

    /** A store that checks whether an instance is free and writes in two steps. */
    public static final class OfTwoSteps extends StoreOperations {
        public OfTwoSteps() {
            super(new CheckThenActRepository(2));
        }
    }

    private static Invocation install(int task, int server) {
        return Tasks.install("t" + task + "-" + server, "s" + server);
    }

    private static InvocationChange started(int task, int server) {
        return install(task, server).start(Tasks.START);
    }

    private static InvocationChange canceled(int task, int server) {
        return install(task, server).cancel(Tasks.START, "why");
    }

    private static InvocationChange ended(int task, int server) {
        return started(task, server).after().succeed(Tasks.START);
    }

    @Operation
    public WriteOutcome insertFirst(@Param(name = "task") int task, @Param(name = "server") int server) {
        return store.insert(Tasks.PROJECT, List.of(new Insertion(install(task, server), null, null)))
                .get(0);
    }

    @Operation
    public WriteOutcome insertAfterCanceled(@Param(name = "task") int task, @Param(name = "server") int server) {
        Invocation latest = canceled(task, server).after();
        return store.insert(Tasks.PROJECT, List.of(new Insertion(install(task % 3 + 1, server), latest, null)))
                .get(0);
    }

    @Operation
    public WriteOutcome start(@Param(name = "task") int task, @Param(name = "server") int server) {
        return update(started(task, server));
    }

    @Operation
    public WriteOutcome cancel(@Param(name = "task") int task, @Param(name = "server") int server) {
        return update(canceled(task, server));
    }

    @Operation
    public WriteOutcome end(@Param(name = "task") int task, @Param(name = "server") int server) {
        return update(ended(task, server));
    }

    @Operation
    public WriteOutcome withdraw(@Param(name = "task") int task, @Param(name = "server") int server) {
        return store.withdraw(Tasks.PROJECT, List.of(new Withdrawal(install(task, server), Tasks.START)))
                .get(0);
    }

    @Operation
    public String find(@Param(name = "task") int task, @Param(name = "server") int server) {
        Invocation asked = install(task, server);
        Invocation found = store.findAll(Tasks.PROJECT, List.of(asked.id())).get(asked.id());
        return found == null ? "none" : found.status().name();
    }

    @Operation
    public String list() {
        var page = store.find(new InvocationQuery(Tasks.PROJECT, null, null, null, null, 0, 100));
        StringBuilder text = new StringBuilder("" + page.count());
        page.invocations().forEach(task -> text.append(' ').append(task.id()).append(task.status()));
        return text.toString();
    }

    @Operation
    public String counts() {
        return new TreeSet<>(store.counts(Tasks.PROJECT).stream()
                        .map(InvocationCount::toString)
                        .toList())
                .toString();
    }

    @Operation
    public String running() {
        return store.running(null, 10).toString();
    }

    @Operation
    public int forget() {
        return store.forget(Tasks.START.plusMillis(1), 1);
    }

    @Operation
    public String timeline(@Param(name = "task") int task, @Param(name = "server") int server) {
        return timelines.of(Tasks.PROJECT, install(task, server).id()).toString();
    }

    private WriteOutcome update(InvocationChange change) {
        return store.update(Tasks.PROJECT, List.of(Tasks.update(change))).get(0);
    }
}

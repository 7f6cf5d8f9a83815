package io.agentmaintenance.adapter.micrometer;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.ProjectId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Counts and measures what happens to invocations. A host adds it to the builder of the core as a listener.
 *
 * <ul>
 *   <li>{@code agent.maintenance.items}, a counter with the tags {@code type}, {@code outcome} ({@code accepted}, {@code refused},
 *       {@code withdrawn}) and {@code reason}: the items of requests. An item whose invocation was withdrawn is counted as accepted, withdrawn
 *       and refused.
 *   <li>{@code agent.maintenance.tasks.ended}, a counter with the tags {@code operation}, {@code status} and {@code late}: the changes to
 *       a state that is not active. An invocation has a second one after a late report ({@code late} is {@code true}) or a rollback.
 *   <li>{@code agent.maintenance.tasks.pickup}, a timer: from the acceptance to the begin of the work.
 *   <li>{@code agent.maintenance.tasks.duration}, a timer: from the begin of the work to its end, for work that ended before a time-out.
 * </ul>
 *
 * <p>The values of tags are the names of the enums of the domain, so there are less than 200 time series in Prometheus. Each node counts what
 * it did itself: take the sum over the nodes. Thread-safe; it never blocks.
 */
public final class InvocationMetrics implements InvocationListener {
    private final Function<ProjectId, Meters> meters;

    private InvocationMetrics(Function<ProjectId, Meters> meters) {
        this.meters = meters;
    }

    /**
     * Registers the meters, together for all projects.
     *
     * @param registry the registry of the host
     */
    public InvocationMetrics(MeterRegistry registry) {
        this(of(new Meters(registry, Tags.empty())));
    }

    /**
     * {@return metrics with a further tag {@code project}, the id} The number of time series is multiplied by that of the projects, and those
     * of a project appear when something happens in it.
     *
     * @param registry the registry of the host
     */
    public static InvocationMetrics withProjectTag(MeterRegistry registry) {
        Map<ProjectId, Meters> projects = new ConcurrentHashMap<>();
        return new InvocationMetrics(project ->
                projects.computeIfAbsent(project, p -> new Meters(registry, Tags.of("project", p.value()))));
    }

    @Override
    public void accepted(Invocation invocation) {
        meters.apply(invocation.project()).accepted(invocation.type());
    }

    @Override
    public void refused(ProjectId project, InvocationType type, ItemOutcome.Refused item) {
        meters.apply(project).refused(type, item.refusal().reason());
    }

    @Override
    public void withdrawn(Invocation invocation) {
        meters.apply(invocation.project()).withdrawn(invocation.type());
    }

    @Override
    public void changed(InvocationChange change) {
        Invocation after = change.after();
        if (!change.isTransition()) {
            return;
        }
        if (after.status() == InvocationStatus.RUNNING) {
            meters.apply(after.project()).begun(after);
        } else {
            meters.apply(after.project()).ended(change);
        }
    }

    private static Function<ProjectId, Meters> of(Meters all) {
        return project -> all;
    }
}

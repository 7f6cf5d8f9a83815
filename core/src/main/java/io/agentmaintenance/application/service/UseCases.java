package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.CancelInvocationsUseCase;
import io.agentmaintenance.application.port.in.CreateInvocationsUseCase;
import io.agentmaintenance.application.port.in.FindInvocationsUseCase;
import io.agentmaintenance.application.port.in.QueryAgentStatusesUseCase;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.TimeLimits;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The use cases over the ports of a host. The one type of this package that the entry point uses. Every port is guarded: the services see its
 * failures as {@code PortException}s only.
 *
 * @param create plans and makes requests
 * @param find finds invocations
 * @param statuses finds the states of agents
 * @param reports records what happened to executions
 * @param supervision keeps invocations moving
 * @param cancellation cancels invocations
 */
public record UseCases(
        CreateInvocationsUseCase create,
        FindInvocationsUseCase find,
        QueryAgentStatusesUseCase statuses,
        ReportExecutionUseCase reports,
        SuperviseInvocationsUseCase supervision,
        CancelInvocationsUseCase cancellation) {

    /**
     * {@return the use cases over these ports}
     *
     * @param repository stores the invocations
     * @param directory finds the instances
     * @param catalog returns the offered versions
     * @param executor creates the executor; its argument receives the reports
     * @param ids the source of ids
     * @param listeners are notified of what happens
     * @param eligibility the rules
     * @param limits the time limits
     * @param validator checks raw commands, or null if there will be none
     * @param hostClock the time
     * @param elapsed measures how much time passes
     */
    public static UseCases over(
            InvocationRepository repository,
            InstanceDirectory directory,
            VersionCatalog catalog,
            Function<ReportExecutionUseCase, AgentExecutor> executor,
            InvocationIds ids,
            List<InvocationListener> listeners,
            Eligibility eligibility,
            TimeLimits limits,
            @Nullable Validator validator,
            Clock hostClock,
            ElapsedTime elapsed) {
        InvocationRepository store = new GuardedRepository(repository);
        InstanceDirectory servers = GuardedPorts.directory(directory);
        VersionCatalog versions = GuardedPorts.catalog(catalog);
        ObservedClock time = new ObservedClock(new GuardedClock(hostClock), GuardedPorts.elapsed(elapsed));
        BatchSplitter splitter = new BatchSplitter(time);
        BatchReader reader = new BatchReader(time);
        ListenerNotifier notifier = new ListenerNotifier(listeners);
        CommandValidation validation = new CommandValidation(validator);
        TransitionWriter transitions = new TransitionWriter(store, notifier);
        ReportExecutionUseCase reports = new ReportService(store, transitions, splitter, time);
        AgentExecutor agents = new GuardedExecutor(executor.apply(reports));
        return new UseCases(
                new CreateService(
                        new Candidates(store, servers, versions, limits, reader),
                        eligibility,
                        new Acceptance(store, reader, GuardedPorts.ids(ids), notifier, transitions),
                        new Dispatch(store, agents, notifier, time),
                        validation,
                        notifier,
                        time),
                new FindService(store, validation),
                new StatusService(servers, reader, validation),
                reports,
                new SupervisionService(store, agents, transitions, splitter, limits, time),
                new CancelService(store, agents, transitions, splitter, time));
    }
}

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
 * The use cases, put together. The one type of this package that the entry point knows.
 *
 * @param create plans and makes requests
 * @param find finds invocations
 * @param statuses tells the states of agents
 * @param reports is told what happened to executions
 * @param supervision keeps invocations moving
 * @param cancellation gives invocations up
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
     * @param repository keeps the invocations
     * @param directory knows the servers
     * @param catalog knows the versions
     * @param executor makes the executor, which may need to know where to report
     * @param ids makes ids
     * @param listeners are told what happens
     * @param eligibility the rules
     * @param limits the time limits
     * @param validator checks raw commands, or null if there will be none
     * @param hostClock tells the time
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
        ObservedClock clock = new ObservedClock(hostClock, elapsed);
        ListenerNotifier notifier = new ListenerNotifier(listeners);
        CommandValidation validation = new CommandValidation(validator);
        TransitionWriter transitions = new TransitionWriter(repository, notifier);
        ReportExecutionUseCase reports = new ReportService(repository, transitions, clock);
        AgentExecutor agents = executor.apply(reports);
        return new UseCases(
                new CreateService(
                        new Candidates(repository, directory, catalog, limits),
                        eligibility,
                        new Acceptance(repository, ids, notifier, transitions),
                        new Dispatch(repository, agents, notifier),
                        validation,
                        clock),
                new FindService(repository, validation),
                new StatusService(directory, validation),
                reports,
                new SupervisionService(repository, agents, transitions, limits, clock),
                new CancelService(repository, agents, transitions, clock));
    }
}

package io.agentmaintenance;

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
import io.agentmaintenance.application.service.UseCases;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.TimeLimits;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Maintenance of the monitoring agents of a fleet of servers: the entry point. Built once from the ports of its host;
 * immutable and thread-safe. It starts no thread: a host calls {@link #supervision()} from its own scheduler.
 */
public final class AgentMaintenance {
    private final UseCases useCases;

    private AgentMaintenance(UseCases useCases) {
        this.useCases = useCases;
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the use case that plans and makes requests for maintenance} */
    public CreateInvocationsUseCase requests() {
        return useCases.create();
    }

    /** {@return the use case that finds invocations} */
    public FindInvocationsUseCase invocations() {
        return useCases.find();
    }

    /** {@return the use case that returns the states of agents} */
    public QueryAgentStatusesUseCase agentStatuses() {
        return useCases.statuses();
    }

    /** {@return the use case that receives reports of executions} */
    public ReportExecutionUseCase reports() {
        return useCases.reports();
    }

    /** {@return the use case that ends overdue invocations and hands over PENDING ones; to be called by the host's scheduler} */
    public SuperviseInvocationsUseCase supervision() {
        return useCases.supervision();
    }

    /** {@return the use case that cancels invocations} */
    public CancelInvocationsUseCase cancellation() {
        return useCases.cancellation();
    }

    /** Collects the ports and policies of a host. Not thread-safe. */
    public static final class Builder {
        private @Nullable InvocationRepository repository;
        private @Nullable InstanceDirectory directory;
        private @Nullable VersionCatalog catalog;
        private @Nullable Function<ReportExecutionUseCase, AgentExecutor> executor;
        private @Nullable InvocationIds ids;
        private @Nullable Clock clock;
        private @Nullable ElapsedTime elapsed;
        private @Nullable Validator validator;
        private Eligibility eligibility = Eligibility.standard();
        private TimeLimits limits = TimeLimits.standard();
        private final List<InvocationListener> listeners = new ArrayList<>();

        private Builder() {}

        /**
         * Sets the store of the invocations. Required.
         *
         * @param port the repository
         * @return this builder
         */
        public Builder repository(InvocationRepository port) {
            repository = port;
            return this;
        }

        /**
         * Sets where instances and the states of their agents are read. Required.
         *
         * @param port the directory
         * @return this builder
         */
        public Builder directory(InstanceDirectory port) {
            directory = port;
            return this;
        }

        /**
         * Sets where the offered versions of the agent are read. Required.
         *
         * @param port the catalogue
         * @return this builder
         */
        public Builder catalog(VersionCatalog port) {
            catalog = port;
            return this;
        }

        /**
         * Sets the executor, which does the work on the instances. Required, or {@link #executor(Function)}.
         *
         * @param port the executor
         * @return this builder
         */
        public Builder executor(AgentExecutor port) {
            return executor(reports -> port);
        }

        /**
         * Sets an executor that gets the receiver of its reports when it is created. Use it for an executor in the same process.
         *
         * @param factory creates the executor; its argument receives the reports; called once, by {@link #build}
         * @return this builder
         */
        public Builder executor(Function<ReportExecutionUseCase, AgentExecutor> factory) {
            executor = factory;
            return this;
        }

        /**
         * Sets the source of the ids of invocations. Required.
         *
         * @param port the source of ids
         * @return this builder
         */
        public Builder ids(InvocationIds port) {
            ids = port;
            return this;
        }

        /**
         * Sets the clock; only its milliseconds are used. Required. The elapsed time is measured with this clock as well, see
         * {@link ElapsedTime#by(Clock)}.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            return clock(source, ElapsedTime.by(source));
        }

        /**
         * Sets the clock and a separate measure of elapsed time. Then no invocation ends early or late when the clock is set ahead or back.
         *
         * @param source the clock
         * @param passing the elapsed time, such as {@code () -> System.nanoTime() / 1_000_000}
         * @return this builder
         */
        public Builder clock(Clock source, ElapsedTime passing) {
            clock = source;
            elapsed = passing;
            return this;
        }

        /**
         * Sets the validator of raw commands. Needed only for the methods that take them.
         *
         * @param engine a validator of Jakarta Validation; no expression language is needed
         * @return this builder
         */
        public Builder validator(Validator engine) {
            validator = engine;
            return this;
        }

        /**
         * Sets the rules. The default is {@link Eligibility#standard()}.
         *
         * @param rules the rules
         * @return this builder
         */
        public Builder eligibility(Eligibility rules) {
            eligibility = rules;
            return this;
        }

        /**
         * Sets the time limits. The default is {@link TimeLimits#standard()}.
         *
         * @param timeLimits the limits
         * @return this builder
         */
        public Builder limits(TimeLimits timeLimits) {
            limits = timeLimits;
            return this;
        }

        /**
         * Adds a listener.
         *
         * @param listener receives what happens to invocations
         * @return this builder
         */
        public Builder listener(InvocationListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * {@return the entry point over these ports}
         *
         * @throws IllegalStateException if a required port is missing; the message names it
         */
        public AgentMaintenance build() {
            return new AgentMaintenance(UseCases.over(
                    required("repository", repository),
                    required("directory", directory),
                    required("catalog", catalog),
                    required("executor", executor),
                    required("ids", ids),
                    listeners,
                    eligibility,
                    limits,
                    validator,
                    required("clock", clock),
                    required("clock", elapsed)));
        }

        private static <T> T required(String name, @Nullable T port) {
            if (port == null) {
                throw new IllegalStateException("the builder needs: " + name);
            }
            return port;
        }
    }
}

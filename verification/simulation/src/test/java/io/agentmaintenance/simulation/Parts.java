package io.agentmaintenance.simulation;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The parts of a simulated host. A planted fault replaces one of them by a broken one. */
class Parts {
    /** The store, which survives the processes. */
    InvocationRepository store(int finished) {
        return InMemoryInvocationRepository.keeping(finished);
    }

    /** The store as a process sees it. Only a planted fault uses the second parameter, which starts tasks. */
    InvocationRepository repository(InvocationRepository repository, Consumer<List<Invocation>> start) {
        return repository;
    }

    /** The executor as the core sees it. */
    AgentExecutor executor(AgentExecutor executor) {
        return executor;
    }

    /** The receiver of reports as the executor sees it. */
    ReportExecutionUseCase reports(ReportExecutionUseCase reports) {
        return reports;
    }

    /** Whether the executor begins work after this answer to its first report. */
    boolean mayBegin(ReportOutcome answer) {
        return answer == ReportOutcome.APPLIED || answer == ReportOutcome.REPEATED;
    }

    /** Whether the executor begins work of another worker that it finds not begun. */
    boolean beginsTheWorkOfOthers() {
        return false;
    }

    /** Whether the executor makes sure that work never begins before it reports it as interrupted. */
    boolean stopsBeforeItReports() {
        return true;
    }

    /** Whether the executor reads the wishes to cancel that other processes have stored. */
    boolean readsWishes() {
        return true;
    }

    /** Whether the host takes over the work of dead processes. */
    boolean takesOver() {
        return true;
    }

    /** The age of what is handed over again. */
    Duration age() {
        return World.AGE;
    }

    /** How often a listener is registered. */
    int listeners() {
        return 1;
    }

    /** Whether the host hands over pending tasks again. */
    boolean resumes() {
        return true;
    }

    /** Whether the host ends overdue tasks. */
    boolean expires() {
        return true;
    }

    /** The answer to a batch as its caller sees it. */
    BatchResult answer(BatchResult result) {
        return result;
    }

    /** Called when a process has crashed. */
    void crashed() {}
}

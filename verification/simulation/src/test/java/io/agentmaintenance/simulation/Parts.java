package io.agentmaintenance.simulation;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
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

    /** Whether the executor begins work, given whether the answer to its first report allows it. */
    boolean mayBegin(boolean allowed) {
        return allowed;
    }

    /** How often a listener is registered. */
    int listeners() {
        return 1;
    }

    /** Whether the host resumes pending tasks after a start. */
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

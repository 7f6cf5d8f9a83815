package com.example.fleet;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reaches the servers by a table of jobs, from which each UniAgent takes its own and in which it reports the end. The states of a job:
 *
 * <pre>
 * WAITING -> RUNNING -> SUCCEEDED | FAILED      WAITING -> STOPPED      REFUSED: it never begins
 * </pre>
 *
 * The primary key makes begin and stop atomic, whatever crashes and however many nodes call them.
 */
@Component
class JobTable implements AgentTransport {
    private static final String INSERT = """
            insert into job (invocation, project, server, version, state)
            values (:invocation, :project, :server, :version, :state) on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final ServerTable servers;

    JobTable(JdbcClient jdbc, ServerTable servers) {
        this.jdbc = jdbc;
        this.servers = servers;
    }

    /** The state of a job, and the reason if it has failed. */
    record Job(String state, String message) {
        static final Job NONE = new Job("NONE", "");
    }

    @Override
    public Look look(Invocation task) {
        Job job = call("read a job", () -> find(task));
        return switch (job.state()) {
            case "WAITING", "RUNNING" -> new Alive(null);
            case "SUCCEEDED" -> new Succeeded();
            case "FAILED" -> new Failed(job.message(), null);
            case "STOPPED" -> new Lost("The job was stopped.", agent(task));
            default -> new NotBegun(null);
        };
    }

    @Override
    public BeginOutcome begin(Invocation task) {
        if (call("begin a job", () -> insert(task, "WAITING"))) {
            return BeginOutcome.BEGUN;
        }
        Job job = call("read a job", () -> find(task));
        return job.state().equals("REFUSED") ? BeginOutcome.REFUSED : BeginOutcome.BEGUN_BEFORE;
    }

    @Override
    public StopOutcome stop(Invocation task) {
        String before = call("stop a job", () -> {
            if (insert(task, "REFUSED")) {
                return "REFUSED";
            }
            jdbc.sql("update job set state = 'STOPPED' where invocation = :invocation and state = 'WAITING'")
                    .param("invocation", task.id().value())
                    .update();
            return find(task).state();
        });
        return switch (before) {
            case "RUNNING" -> StopOutcome.GOES_ON;
            case "SUCCEEDED", "FAILED" -> StopOutcome.DONE;
            default -> StopOutcome.STOPPED;
        };
    }

    private boolean insert(Invocation task, String state) {
        return jdbc.sql(INSERT)
                        .param("invocation", task.id().value())
                        .param("project", task.project().value())
                        .param("server", task.instanceId().value())
                        .param("version", task.versions().target().value())
                        .param("state", state)
                        .update()
                == 1;
    }

    private Job find(Invocation task) {
        return jdbc.sql("select state, message from job where invocation = :invocation")
                .param("invocation", task.id().value())
                .query(Job.class)
                .optional()
                .orElse(Job.NONE);
    }

    private AgentState agent(Invocation task) {
        return call("read a server", () -> servers.find(task.project(), List.of(task.instanceId())))
                .get(task.instanceId())
                .agent();
    }

    /** The executor repeats a call that ends with this exception. */
    private static <T> T call(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            throw new PortException("cannot " + what, e);
        }
    }
}

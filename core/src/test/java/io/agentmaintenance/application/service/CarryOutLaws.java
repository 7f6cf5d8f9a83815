package io.agentmaintenance.application.service;

import static io.agentmaintenance.application.port.in.ReportOutcome.APPLIED;
import static io.agentmaintenance.domain.ExecutionReport.Event.CANCELED;
import static io.agentmaintenance.domain.ExecutionReport.Event.FAILED;
import static io.agentmaintenance.domain.ExecutionReport.Event.STARTED;
import static io.agentmaintenance.domain.ExecutionReport.Event.SUCCEEDED;
import static io.agentmaintenance.fixture.Calls.fromTime;
import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.Words.OTHER_PROJECT;
import static io.agentmaintenance.fixture.Words.noAgent;
import static io.agentmaintenance.fixture.Words.server;
import static io.agentmaintenance.fixture.Words.servers;
import static io.agentmaintenance.fixture.Words.task;
import static io.agentmaintenance.fixture.World.reportOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.fixture.Calls;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The same laws for the use case of the core, and for a host's that knows nothing but how to report. */
abstract class CarryOutLaws {
    final World world = new World();
    /** The ids of what the work was given, one list for each call. */
    final List<List<String>> touched = new ArrayList<>();

    private List<Invocation> tasks = List.of();

    abstract ReportExecutionUseCase reports();

    @BeforeEach
    void threeInstallations() {
        world.with("s1", noAgent()).with("s2", noAgent()).with("s3", noAgent());
        tasks = world.install("s1", "s2", "s3").accepted();
        world.listener.forget();
    }

    final void carryOut() {
        carryOut(begun -> {});
    }

    final void carryOut(Consumer<List<Invocation>> work) {
        reports().carryOut(tasks, begun -> {
            touched.add(begun.stream().map(i -> i.id().value()).toList());
            work.accept(begun);
        });
    }

    final void assertStatus(String id, InvocationStatus status) {
        assertThat(world.task(id).status()).as(id).isEqualTo(status);
    }

    @Test
    @DisplayName("begins, is done while it is running, and ends")
    void done() {
        carryOut(begun -> begun.forEach(task -> assertStatus(task.id().value(), InvocationStatus.RUNNING)));

        assertThat(touched).containsExactly(List.of("t1", "t2", "t3"));
        assertThat(world.listener.news())
                .containsExactly(
                        "t1 PENDING>RUNNING",
                        "t2 PENDING>RUNNING",
                        "t3 PENDING>RUNNING",
                        "t1 RUNNING>SUCCEEDED",
                        "t2 RUNNING>SUCCEEDED",
                        "t3 RUNNING>SUCCEEDED");
    }

    @Test
    @DisplayName("leaves the agent of each server on the version that was to be brought about")
    void versions() {
        carryOut();

        assertThat(world.task("t3").versions().current())
                .isEqualTo(world.task("t3").versions().target());
        assertThat(world.task("t3").progress().message()).isEqualTo("Succeeded.");
    }

    @Test
    @DisplayName("stays begun where it throws, and throws on")
    void thrown() {
        IllegalStateException thrown = new IllegalStateException("no such server");

        assertThatThrownBy(() -> carryOut(begun -> {
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(List.of("t1", "t2", "t3")).allSatisfy(id -> assertStatus(id, InvocationStatus.RUNNING));
    }

    @Test
    @DisplayName("is done for the server of a rollback, whose update it undoes")
    void rollback() {
        String update = world.updated("s4");
        tasks = world.rollback(update).accepted();

        carryOut();

        assertStatus(tasks.get(0).id().value(), InvocationStatus.SUCCEEDED);
        assertStatus(update, InvocationStatus.ROLLBACKED);
    }

    @Test
    @DisplayName("of two projects is done for both")
    void twoProjects() {
        Instance other = new Instance(InstanceProfile.ecs(server("s9")), UniAgentStatus.RUNNING, noAgent());
        world.directory.put(OTHER_PROJECT, other);
        List<Invocation> both = new ArrayList<>(tasks);
        both.addAll(world.create(InvocationRequest.install(OTHER_PROJECT, servers("s9")))
                .accepted());
        tasks = both;

        carryOut();

        assertThat(touched).containsExactly(List.of("t1", "t2", "t3", "t4"));
        assertThat(world.repository.peek(OTHER_PROJECT, task("t4")).status()).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName(
            "begins at the second try where the store took a race for lost that was none, with what nobody touched")
    void conflictForNothing() {
        Iterator<WriteOutcome> first = List.of(WriteOutcome.CONFLICT).iterator();
        world.repository.forcing(
                (write, invocation) -> invocation.id().equals(task("t2")) && first.hasNext() ? first.next() : null);

        carryOut();

        assertThat(touched).containsExactly(List.of("t1", "t2", "t3"));
        assertStatus("t2", InvocationStatus.SUCCEEDED);
    }

    @Nested
    @DisplayName("is not begun for")
    class NotBegun {
        @Test
        @DisplayName("what was canceled, begun by another, or forgotten meanwhile")
        void changed() {
            world.report("t1", CANCELED);
            world.report("t2", STARTED);
            world.repository.forget(task("t3"));

            carryOut();

            assertThat(touched).isEmpty();
            assertStatus("t1", InvocationStatus.CANCELED);
            assertStatus("t2", InvocationStatus.RUNNING);
        }

        @Test
        @DisplayName("what is canceled in the moment in which it begins; the others are")
        void changing() {
            world.calls.before("repository.update", once(() -> world.report("t2", CANCELED)));

            carryOut();

            assertThat(touched).containsExactly(List.of("t1", "t3"));
            assertStatus("t1", InvocationStatus.SUCCEEDED);
            assertStatus("t2", InvocationStatus.CANCELED);
            assertStatus("t3", InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("what is named again")
        void namedTwice() {
            tasks = List.of(tasks.get(0), tasks.get(1), tasks.get(0));

            carryOut();

            assertThat(touched).containsExactly(List.of("t1", "t2"));
            assertStatus("t1", InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("nobody")
        void none() {
            tasks = List.of();

            carryOut();

            assertThat(touched).isEmpty();
        }
    }

    @Nested
    @DisplayName("meets others while it is done,")
    class Meanwhile {
        @Test
        @DisplayName("who end it as overdue: its own end corrects that")
        void overdue() {
            carryOut(begun -> {
                world.clock.advance(Duration.ofHours(1));
                world.maintenance.supervision().expireOverdue();
            });

            assertStatus("t1", InvocationStatus.SUCCEEDED);
            assertThat(world.task("t1").progress().late()).isTrue();
        }

        @Test
        @DisplayName("who report another end of one of them first: that one stays")
        void otherEnd() {
            carryOut(begun -> world.report("t2", FAILED));

            assertStatus("t1", InvocationStatus.SUCCEEDED);
            assertStatus("t2", InvocationStatus.FAILED);
            assertStatus("t3", InvocationStatus.SUCCEEDED);
        }
    }

    @Nested
    @DisplayName("finds the store broken")
    class StoreBroken {
        @Test
        @DisplayName("before it begins: then nothing is done, and all of it may be repeated")
        void before() {
            world.calls.broken("repository.update");
            assertThatThrownBy(CarryOutLaws.this::carryOut).isInstanceOf(PortException.class);
            assertThat(touched).isEmpty();

            world.calls.mended();
            carryOut();
            assertThat(touched).hasSize(1);
            assertStatus("t3", InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("for one of them when it begins: then nothing is done")
        void beforeOne() {
            world.repository.forcing(
                    (write, invocation) -> invocation.id().equals(task("t2")) ? WriteOutcome.FAILED : null);

            assertThatThrownBy(CarryOutLaws.this::carryOut).isInstanceOf(PortException.class);

            assertThat(touched).isEmpty();
            assertStatus("t1", InvocationStatus.RUNNING);
        }

        @Test
        @DisplayName("when it has been done: then its end may be reported again")
        void after() {
            world.calls.before("repository.update", fromTime(2, Calls::fail));
            assertThatThrownBy(CarryOutLaws.this::carryOut).isInstanceOf(PortException.class);
            assertThat(touched).hasSize(1);
            assertStatus("t1", InvocationStatus.RUNNING);

            world.calls.mended();
            assertThat(world.maintenance.reports().report(reportOf("t1", SUCCEEDED)))
                    .isEqualTo(APPLIED);
        }
    }
}

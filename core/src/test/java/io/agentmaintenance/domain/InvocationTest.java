package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An invocation")
class InvocationTest {
    private final Invocation pending = aTask("t").update().created(NOON).pending();

    @Nested
    @DisplayName("records times:")
    class Times {
        @Test
        @DisplayName("of its start, its end and its last change")
        void recordsStartEndAndLastChange() {
            Invocation running = pending.start(NOON.plusSeconds(3)).after();
            Invocation done = running.succeed(NOON.plusSeconds(9)).after();

            assertThat(pending.progress().updatedAt()).isEqualTo(NOON);
            assertThat(pending.progress().startedAt()).isNull();
            assertThat(running.progress().startedAt()).isEqualTo(NOON.plusSeconds(3));
            assertThat(running.progress().endedAt()).isNull();
            assertThat(done.progress().startedAt()).isEqualTo(NOON.plusSeconds(3));
            assertThat(done.progress().endedAt()).isEqualTo(NOON.plusSeconds(9));
            assertThat(done.progress().updatedAt()).isEqualTo(NOON.plusSeconds(9));
            assertThat(done.createdAt()).isEqualTo(NOON);
        }

        @Test
        @DisplayName(
                "its update time never goes back even if the clock does, while start and end are as the clock shows")
        void neverMovesItsUpdateTimeBack() {
            Instant past = NOON.minusSeconds(600);
            Invocation running = pending.start(past).after();
            Invocation failed = running.fail(past, "Failed.", null).after();

            assertThat(running.progress().updatedAt()).isEqualTo(NOON);
            assertThat(running.progress().startedAt()).isEqualTo(past);
            assertThat(failed.progress().endedAt()).isEqualTo(past);
            assertThat(failed.progress().updatedAt()).isEqualTo(NOON);
        }

        @Test
        @DisplayName("a rollback changes its update time, but not its end")
        void movesItsUpdateTimeOnRollback() {
            Invocation done =
                    aTask("t").update().created(NOON).ended(NOON.plusSeconds(9)).succeeded();
            Invocation rollback = aTask("r").rollbackOf(done).pending();

            Invocation undone = done.rolledBack(NOON.plusSeconds(99), rollback).after();

            assertThat(undone.progress().endedAt()).isEqualTo(NOON.plusSeconds(9));
            assertThat(undone.progress().updatedAt()).isEqualTo(NOON.plusSeconds(99));
        }
    }

    @Test
    @DisplayName("is one line in a log, with its id, type, server, project, state, versions and revision")
    void isOneLineInALog() {
        Invocation install = aTask("t1").of(PROJECT).on("s1").to("2.7.1").pending();

        assertThat(install)
                .hasToString("Invocation t1 INSTALL on s1 in " + PROJECT + ": PENDING, none -> 2.7.1, revision 1");
        assertThat(aTask("t2").of(PROJECT).on("s1").update().running())
                .hasToString("Invocation t2 UPDATE on s1 in " + PROJECT + ": RUNNING, 2.4.1 -> 2.7.1, revision 2");
    }

    @Nested
    @DisplayName("has a message")
    class Messages {
        @Test
        @DisplayName("that names the exceeded limit after a time-out")
        void namesTheLimitThatWasExceeded() {
            assertThat(pending.timeOut(NOON).after().progress().message()).contains("not picked up in time");
            assertThat(pending.start(NOON)
                            .after()
                            .timeOut(NOON)
                            .after()
                            .progress()
                            .message())
                    .contains("not finished in time");
        }

        @Test
        @DisplayName("that names the rollback that undid it")
        void namesTheRollback() {
            assertThat(aTask("t").update().rolledBack().progress().message()).contains("rollback-of-t");
        }

        @Test
        @DisplayName("with the reported text")
        void repeatsTheReportedText() {
            assertThat(aTask("t").failed().progress().message()).isEqualTo("The disk is full.");
            assertThat(pending.cancel(NOON, "Not today.").after().progress().message())
                    .isEqualTo("Not today.");
        }

        @Test
        @DisplayName("of at most 5,000 characters, which does not end with half a surrogate pair")
        void cutsTheMessageAt5000Characters() {
            assertThat(messageOf("x".repeat(5000))).hasSize(5000);
            assertThat(messageOf("x".repeat(5001))).isEqualTo("x".repeat(5000));
            assertThat(messageOf("x".repeat(4999) + "\uD83D\uDE00")).isEqualTo("x".repeat(4999));
            assertThat(messageOf("x".repeat(4998) + "\uD83D\uDE00 tail")).isEqualTo("x".repeat(4998) + "\uD83D\uDE00");
        }

        @Test
        @DisplayName("of at least one character")
        void refusesAnEmptyMessage() {
            assertThatIllegalArgumentException().isThrownBy(() -> messageOf(""));
        }

        private String messageOf(String why) {
            return pending.cancel(NOON, why).after().progress().message();
        }
    }

    @Nested
    @DisplayName("is marked as late")
    class Late {
        private final Invocation timedOut = aTask("t").timedOut();

        @Test
        @DisplayName("if a report ends it after the time-out")
        void isLateAfterAReportAfterTheTimeOut() {
            assertThat(timedOut.progress().late()).isFalse();
            assertThat(timedOut.succeed(NOON).after().progress().late()).isTrue();
            assertThat(timedOut.succeed(NOON).after().progress().message()).contains("after the time-out");
            assertThat(timedOut.succeed(NOON).after().progress().endedAt()).isEqualTo(NOON);
            assertThat(timedOut.fail(NOON, "Failed.", null).after().progress().late())
                    .isTrue();
        }

        @Test
        @DisplayName("and stays so after a rollback; an end in time or a rollback alone is not late")
        void staysLateAfterARollback() {
            Invocation update = aTask("u").update().timedOut();
            Invocation rollback = aTask("r").rollbackOf(update).pending();

            assertThat(update.rolledBack(NOON, rollback).after().progress().late())
                    .isFalse();
            assertThat(update.succeed(NOON)
                            .after()
                            .rolledBack(NOON, rollback)
                            .after()
                            .progress()
                            .late())
                    .isTrue();
            assertThat(aTask("t").succeeded().progress().late()).isFalse();
        }
    }

    @Nested
    @DisplayName("has the versions")
    class VersionsSeen {
        @Test
        @DisplayName("before it, as last reported, and of its target")
        void recordsPreviousCurrentAndTargetVersion() {
            assertThat(pending.versions()).isEqualTo(versions("2.4.1", "2.4.1", "2.7.1"));
            assertThat(aTask("t").update().succeeded().versions()).isEqualTo(versions("2.4.1", "2.7.1", "2.7.1"));
            assertThat(aTask("t").update().failed().versions()).isEqualTo(versions("2.4.1", "2.4.1", "2.7.1"));
            assertThat(aTask("t").update().rolledBack().versions()).isEqualTo(versions("2.4.1", "2.4.1", "2.7.1"));
            assertThat(pending.start(NOON)
                            .after()
                            .fail(NOON, "Half done.", version("2.6"))
                            .after()
                            .versions())
                    .isEqualTo(versions("2.4.1", "2.6", "2.7.1"));
            assertThat(aTask("t").install().pending().versions()).isEqualTo(new Versions(null, null, version("2.7.1")));
        }

        private static Versions versions(String previous, String current, String target) {
            return new Versions(version(previous), version(current), version(target));
        }
    }

    @Nested
    @DisplayName("has a lineage")
    class Lineages {
        @Test
        @DisplayName("with the task that it repeats and the first task of the chain")
        void namesTheRepeatedTaskAndTheFirstOne() {
            Invocation first = aTask("t1").failed();
            Invocation second = aTask("t2").retryOf(first).failed();
            Invocation third = aTask("t3").retryOf(second).pending();

            assertThat(first.lineage()).isEqualTo(Lineage.none());
            assertThat(second.lineage()).isEqualTo(new Lineage(task("t1"), task("t1"), null, null));
            assertThat(third.lineage()).isEqualTo(new Lineage(task("t2"), task("t1"), null, null));
        }

        @Test
        @DisplayName("with the update that a rollback, and its retry, undo")
        void namesTheUpdateThatItUndoes() {
            Invocation rollback =
                    aTask("r1").rollbackOf(aTask("u").update().succeeded()).failed();

            assertThat(rollback.lineage()).isEqualTo(Lineage.undoing(task("u")));
            assertThat(Lineage.repeating(rollback)).isEqualTo(new Lineage(task("r1"), task("r1"), task("u"), null));
        }

        @Test
        @DisplayName("with its retry, which can be set and removed without a transition")
        void linksAndUnlinksItsRetry() {
            Invocation failed = aTask("t1").failed();
            InvocationChange linked = failed.retriedBy(task("t2"));
            InvocationChange unlinked = linked.after().retriedBy(null);

            assertThat(linked.after().lineage().retriedBy()).isEqualTo(task("t2"));
            assertThat(linked.isTransition()).isFalse();
            assertThat(linked.after().revision()).isEqualTo(failed.revision() + 1);
            assertThat(unlinked.after().lineage()).isEqualTo(failed.lineage());
            assertThat(unlinked.after().progress()).isEqualTo(failed.progress());
        }
    }

    @Nested
    @DisplayName("knows who works on it")
    class Workers {
        @Test
        @DisplayName("from its start to its end")
        void keepsTheWorkerThatBegan() {
            Invocation running = pending.start(NOON, WORKER).after();

            assertThat(pending.progress().startedBy()).isNull();
            assertThat(running.progress().startedBy()).isEqualTo(WORKER);
            assertThat(running.succeed(NOON).after().progress().startedBy()).isEqualTo(WORKER);
            assertThat(running.timeOut(NOON)
                            .after()
                            .fail(NOON, "Failed.", null)
                            .after()
                            .progress()
                            .startedBy())
                    .isEqualTo(WORKER);
        }

        @Test
        @DisplayName("or does not, if its end was reported before its start, or it never began")
        void mayNotKnowTheWorker() {
            assertThat(pending.start(NOON).after().progress().startedBy()).isNull();
            assertThat(pending.cancel(NOON, "Canceled.").after().progress().startedBy())
                    .isNull();
        }
    }

    @Nested
    @DisplayName("keeps the wish to cancel it")
    class Wishes {
        private final Invocation running = pending.start(NOON, WORKER).after();

        @Test
        @DisplayName("without a change of state, and to its end")
        void keepsTheWish() {
            InvocationChange wish = running.requestCancel(NOON.plusSeconds(5));
            Invocation wished = wish.after();

            assertThat(wished.progress())
                    .isEqualTo(new Progress(
                            InvocationStatus.RUNNING,
                            NOON,
                            WORKER,
                            null,
                            NOON.plusSeconds(5),
                            NOON.plusSeconds(5),
                            running.progress().message(),
                            false));
            assertThat(wished.revision()).isEqualTo(running.revision() + 1);
            assertThat(wish.isTransition()).isFalse();
            assertThat(wish.isCancelRequest()).isTrue();
            assertThat(wished.succeed(NOON.plusSeconds(6)).after().progress().cancelRequestedAt())
                    .isEqualTo(NOON.plusSeconds(5));
            assertThat(wished.succeed(NOON.plusSeconds(6)).isCancelRequest()).isFalse();
        }

        @Test
        @DisplayName("with what the clock shows, though its update time never goes back")
        void keepsWhatTheClockShows() {
            Invocation wished = running.requestCancel(NOON.minusSeconds(5)).after();

            assertThat(wished.progress().cancelRequestedAt()).isEqualTo(NOON.minusSeconds(5));
            assertThat(wished.progress().updatedAt()).isEqualTo(NOON);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
        @DisplayName("only while it is RUNNING")
        void onlyWhileRunning(InvocationStatus status) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> aTask("t").update().in(status).requestCancel(NOON));
        }

        @Test
        @DisplayName("once")
        void onlyOnce() {
            Invocation wished = running.requestCancel(NOON).after();

            assertThatIllegalStateException().isThrownBy(() -> wished.requestCancel(NOON.plusSeconds(1)));
        }
    }

    @Nested
    @DisplayName("was accepted as another one")
    class AcceptedAs {
        private final Invocation accepted = new Invocation(
                task("t"),
                PROJECT,
                InstanceProfile.ecs(server("s")),
                2,
                InvocationType.RETRY,
                Operation.UPDATE,
                Lineage.repeating(aTask("t0").failed()),
                Origin.CES,
                Actor.caller("ann"),
                Versions.from(version("2.4.1"), version("2.7.1")),
                NOON,
                Progress.accepted(NOON),
                1);

        @Test
        @DisplayName("whatever happened to it since then")
        void whateverHappened() {
            Invocation running = accepted.start(NOON, WORKER).after();

            assertThat(accepted.wasAcceptedAs(accepted)).isTrue();
            assertThat(running.requestCancel(NOON).after().wasAcceptedAs(accepted))
                    .isTrue();
            assertThat(running.fail(NOON, "Half done.", version("2.6"))
                            .after()
                            .retriedBy(task("t2"))
                            .after()
                            .wasAcceptedAs(accepted))
                    .isTrue();
        }

        static Stream<Arguments> components() {
            return Arrays.stream(Invocation.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .filter(name -> !List.of("progress", "revision").contains(name))
                    .map(Arguments::of);
        }

        @ParameterizedTest
        @MethodSource("components")
        @DisplayName("only if each part of what was accepted is equal")
        void onlyIfEachPartIsEqual(String component) throws ReflectiveOperationException {
            Map<String, List<@Nullable Object>> others = new HashMap<>();
            others.put("id", List.of(task("x")));
            others.put("project", List.of(OTHER_PROJECT));
            others.put(
                    "instance",
                    List.of(
                            InstanceProfile.ecs(server("x")),
                            new InstanceProfile(server("s"), "renamed", InstanceType.ECS, List.of(), List.of())));
            others.put("ordinal", List.of(3));
            others.put("type", List.of(InvocationType.UPDATE));
            others.put("operation", List.of(Operation.INSTALL));
            others.put(
                    "lineage",
                    List.of(
                            Lineage.none(),
                            Lineage.undoing(task("t0")),
                            Lineage.repeating(aTask("t1").failed())));
            others.put("origin", Arrays.asList(Origin.APICOM_BMS, null));
            others.put("requestedBy", List.of(Actor.caller("bob")));
            others.put(
                    "versions",
                    List.of(
                            Versions.from(version("2.4.0"), version("2.7.1")),
                            Versions.from(null, version("2.7.1")),
                            Versions.from(version("2.4.1"), version("2.7.2"))));
            others.put("createdAt", List.of(NOON.plusMillis(1)));

            assertThat(others.get(component)).isNotEmpty();
            for (Object other : others.get(component)) {
                assertThat(accepted.wasAcceptedAs(with(component, other)))
                        .as(component + ": " + other)
                        .isFalse();
            }
        }

        private Invocation with(String component, @Nullable Object value) throws ReflectiveOperationException {
            RecordComponent[] components = Invocation.class.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(accepted);
            }
            return Invocation.class.getDeclaredConstructor(types).newInstance(values);
        }
    }

    @Test
    @DisplayName("has an end if and only if it is not active")
    void hasAnEndOnlyIfNotActive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Progress(InvocationStatus.RUNNING, NOON, null, NOON, null, NOON, "x", false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Progress(InvocationStatus.FAILED, NOON, null, null, null, NOON, "x", false));
    }
}

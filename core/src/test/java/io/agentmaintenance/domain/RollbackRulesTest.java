package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.CandidateBuilder.retryOf;
import static io.agentmaintenance.domain.CandidateBuilder.rollback;
import static io.agentmaintenance.domain.CandidateBuilder.rollbackOf;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ROLLED_BACK;
import static io.agentmaintenance.domain.RefusalReason.INVOCATION_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.NOTHING_TO_ROLL_BACK;
import static io.agentmaintenance.domain.RefusalReason.NOT_ROLLBACKABLE;
import static io.agentmaintenance.domain.RefusalReason.NO_PREVIOUS_VERSION;
import static io.agentmaintenance.domain.RefusalReason.ROLLBACK_WINDOW_EXPIRED;
import static io.agentmaintenance.domain.RefusalReason.SUPERSEDED;
import static io.agentmaintenance.domain.RefusalReason.TASK_IN_PROGRESS;
import static io.agentmaintenance.domain.RefusalReason.VERSION_CHANGED;
import static io.agentmaintenance.fixture.RuleTable.asking;
import static io.agentmaintenance.fixture.RuleTable.rowsOf;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.NO_VERSIONS;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentStopped;
import static io.agentmaintenance.fixture.TestValues.noAgent;

import io.agentmaintenance.fixture.RuleTable.Row;
import io.agentmaintenance.fixture.TaskBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of ROLLBACK")
class RollbackRulesTest {
    private static final Duration WINDOW = Duration.ofDays(7);

    static Stream<Row> rows() {
        Invocation install = aTask("install-1").install().succeeded();
        Invocation update = anUpdate().succeeded();
        Invocation failedUpdate = anUpdate().failed();
        Invocation rollback = aTask("rollback-1").rollbackOf(update).failed();
        // Dated as by a clock that was set back: the order of the chain counts, and not the times.
        Instant earlier = update.createdAt().minusSeconds(600);
        Instant later = update.createdAt().plusSeconds(600);
        return rowsOf(
                asking(RollbackRules.UPDATE_KNOWN)
                        .allows("the task is known", rollback())
                        .refuses("the task is not known", rollback().invocationUnknown(), INVOCATION_NOT_FOUND)
                        .refuses(
                                "the RETRY of a rollback whose update is not kept any more",
                                retryOf(rollback).undoing(null),
                                INVOCATION_NOT_FOUND),
                asking(RollbackRules.IS_UPDATE)
                        .allows("an UPDATE", rollbackOf(update))
                        .allows(
                                "the RETRY of an UPDATE",
                                rollbackOf(
                                        aTask("retry-1").retryOf(failedUpdate).succeeded()))
                        .refuses("an INSTALL", rollbackOf(install), NOT_ROLLBACKABLE)
                        .refuses(
                                "the RETRY of an INSTALL",
                                rollbackOf(aTask("retry-1")
                                        .retryOf(aTask("i").failed())
                                        .succeeded()),
                                NOT_ROLLBACKABLE)
                        .refuses(
                                "a ROLLBACK",
                                rollbackOf(
                                        aTask("rollback-1").rollbackOf(update).succeeded()),
                                NOT_ROLLBACKABLE),
                asking(RollbackRules.IS_FINISHED)
                        .refusesNaming(
                                "update-1", "PENDING", rollbackOf(anUpdate().pending()), TASK_IN_PROGRESS)
                        .refusesNaming(
                                "update-1", "RUNNING", rollbackOf(anUpdate().running()), TASK_IN_PROGRESS)
                        .allows("SUCCEEDED", rollbackOf(update))
                        .allows("FAILED", rollbackOf(failedUpdate))
                        .allows("TIMEOUT", rollbackOf(anUpdate().timedOut()))
                        .allows("CANCELED", rollbackOf(anUpdate().canceled()))
                        .allows("ROLLBACKED", rollbackOf(anUpdate().rolledBack())),
                asking(RollbackRules.NOT_YET_UNDONE)
                        .allows("SUCCEEDED", rollbackOf(update))
                        .refuses("ROLLBACKED", rollbackOf(anUpdate().rolledBack()), ALREADY_ROLLED_BACK),
                asking(RollbackRules.CHANGED_SOMETHING)
                        .allows("it SUCCEEDED", rollbackOf(update))
                        .allows(
                                "it SUCCEEDED and the agent is gone: STILL_ON_TARGET refuses it",
                                rollbackOf(update).agent(noAgent()))
                        .refuses(
                                "it FAILED and the agent is still on 2.4.1",
                                rollbackOf(failedUpdate).agent(agentRunning("2.4.1")),
                                NOTHING_TO_ROLL_BACK)
                        .allows(
                                "it FAILED and the agent nevertheless reports 2.7.1",
                                rollbackOf(failedUpdate).agent(agentRunning("2.7.1")))
                        .refuses(
                                "it timed out and the agent is still on 2.4.1",
                                rollbackOf(anUpdate().timedOut()).agent(agentRunning("2.4.1")),
                                NOTHING_TO_ROLL_BACK)
                        .allows(
                                "it timed out and the agent nevertheless reports 2.7.1",
                                rollbackOf(anUpdate().timedOut()).agent(agentStopped("2.7.1")))
                        .refuses(
                                "it was CANCELED, whatever the agent reports",
                                rollbackOf(anUpdate().canceled()),
                                NOTHING_TO_ROLL_BACK)
                        .allows(
                                "PENDING: IS_FINISHED refuses it",
                                rollbackOf(anUpdate().pending()))
                        .allows(
                                "ROLLBACKED: NOT_YET_UNDONE refuses it",
                                rollbackOf(anUpdate().rolledBack())),
                asking(RollbackRules.LAST_CHANGE)
                        .allows("nothing succeeded since", rollbackOf(update).lastChange(update))
                        .allows("nothing ever succeeded", rollbackOf(failedUpdate))
                        .allows(
                                "an earlier task succeeded",
                                rollbackOf(update)
                                        .lastChange(aTask("old")
                                                .ordinal(4)
                                                .created(later)
                                                .succeeded()))
                        .refusesNaming(
                                "newer",
                                "a newer task succeeded",
                                rollbackOf(update)
                                        .lastChange(aTask("newer")
                                                .ordinal(6)
                                                .created(earlier)
                                                .succeeded()),
                                SUPERSEDED)
                        .allows(
                                "a newer task FAILED: it changed nothing",
                                rollbackOf(update)
                                        .latest(aTask("newer")
                                                .ordinal(6)
                                                .created(earlier)
                                                .failed())
                                        .lastChange(update)),
                asking(RollbackRules.WINDOW_OPEN)
                        .allows("just ended", rollbackOf(update).at(ended(update)))
                        .allows(
                                "7 days after its end",
                                rollbackOf(update).at(ended(update).plus(WINDOW)))
                        .refuses(
                                "7 days and a millisecond after its end",
                                rollbackOf(update).at(ended(update).plus(WINDOW).plusMillis(1)),
                                ROLLBACK_WINDOW_EXPIRED)
                        .allows(
                                "the window opens with its end, not with its start",
                                rollbackOf(anUpdate()
                                                .created(NOON.minus(WINDOW).minusSeconds(60))
                                                .ended(NOON.minus(WINDOW))
                                                .succeeded())
                                        .at(NOON))
                        .allows(
                                "not ended: IS_FINISHED refuses it",
                                rollbackOf(anUpdate().running()).at(NOON)),
                asking(RollbackRules.STILL_ON_TARGET)
                        .allows("the agent is on 2.7.1", rollbackOf(update).agent(agentRunning("2.7.1")))
                        .allows("stopped on 2.7.1", rollbackOf(update).agent(agentStopped("2.7.1")))
                        .refuses(
                                "the agent is on 2.7.2 now",
                                rollbackOf(update).agent(agentRunning("2.7.2")),
                                VERSION_CHANGED)
                        .refuses("the agent is gone", rollbackOf(update).agent(noAgent()), VERSION_CHANGED)
                        .allows(
                                "it FAILED: CHANGED_SOMETHING has looked at the agent",
                                rollbackOf(failedUpdate).agent(agentRunning("2.4.1"))),
                asking(RollbackRules.PREVIOUS_VERSION_OFFERED)
                        .allows("2.4.1 is known and offered", rollbackOf(update))
                        .refuses(
                                "the version before it is not offered any more",
                                rollbackOf(update).offering(NO_VERSIONS),
                                NO_PREVIOUS_VERSION));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("decide each case as the table says")
    void decideAsTheTableSays(Row row) {
        row.verify();
    }

    /** From 2.4.1 to 2.7.1, as {@code update-1}. */
    private static TaskBuilder anUpdate() {
        return aTask("update-1").ordinal(5).update();
    }

    private static Instant ended(Invocation task) {
        Instant end = task.progress().endedAt();
        if (end == null) {
            throw new IllegalArgumentException("not ended");
        }
        return end;
    }
}

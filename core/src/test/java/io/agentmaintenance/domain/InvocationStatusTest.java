package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The life cycle of an invocation")
class InvocationStatusTest {
    // From the left to the top: what is drawn in the rules, and nothing else.
    private static final String TABLE = """
                       PENDING RUNNING TIMEOUT FAILED SUCCEEDED CANCELED ROLLBACKED
            PENDING       -      yes     yes      -       -       yes        -
            RUNNING       -       -      yes     yes     yes      yes        -
            TIMEOUT       -       -       -      yes     yes       -        yes
            FAILED        -       -       -       -       -        -        yes
            SUCCEEDED     -       -       -       -       -        -        yes
            CANCELED      -       -       -       -       -        -         -
            ROLLBACKED    -       -       -       -       -        -         -
            """;

    static Stream<Arguments> table() {
        List<String[]> lines =
                TABLE.lines().map(line -> line.trim().split("\\s+", -1)).toList();
        List<Arguments> cells = new ArrayList<>();
        for (String[] line : lines.subList(1, lines.size())) {
            for (int i = 1; i < line.length; i++) {
                InvocationStatus to = InvocationStatus.valueOf(lines.get(0)[i - 1]);
                cells.add(Arguments.of(InvocationStatus.valueOf(line[0]), to, line[i].equals("yes")));
            }
        }
        return cells.stream();
    }

    @Test
    @DisplayName("is defined for every pair of states")
    void namesEveryPairOfStates() {
        assertThat(table()).hasSize(7 * 7);
        assertThat(InvocationStatus.values()).hasSize(7);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @MethodSource("table")
    void allowsExactlyTheTransitionsOfTheTable(InvocationStatus from, InvocationStatus to, boolean possible) {
        assertThat(from.canBecome(to)).isEqualTo(possible);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @MethodSource("table")
    @DisplayName("refuses any other transition, with an exception that names both states")
    void refusesTransitionsThatAreNotInTheTable(InvocationStatus from, InvocationStatus to, boolean possible) {
        Invocation task = aTask("t").update().in(from);
        if (to == InvocationStatus.PENDING) {
            assertThat(possible).isFalse();
        } else if (possible) {
            assertThat(step(task, to).after().status()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> step(task, to))
                    .isInstanceOf(IllegalTransitionException.class)
                    .hasMessageContaining(from.name())
                    .hasMessageContaining(to.name());
        }
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @MethodSource("table")
    @DisplayName("refuses any other change that is constructed directly")
    void refusesChangesThatAreNotInTheTable(InvocationStatus from, InvocationStatus to, boolean possible) {
        Invocation before = withRevision(aTask("t").update().in(from), 7);
        Invocation after = withRevision(aTask("t").update().in(to), 8);
        if (possible || from == to) {
            assertThat(new InvocationChange(before, after).isTransition()).isEqualTo(from != to);
        } else {
            assertThatThrownBy(() -> new InvocationChange(before, after))
                    .isInstanceOf(IllegalTransitionException.class);
        }
    }

    @Test
    @DisplayName("allows a change only from one revision of an invocation to the next")
    void goesToTheNextRevision() {
        Invocation task = aTask("t").pending();
        Invocation other = withRevision(aTask("u").running(), 2);

        assertThat(task.start(NOON).after().revision()).isEqualTo(2);
        assertThatThrownBy(() -> new InvocationChange(task, other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InvocationChange(task, task)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new InvocationChange(task, withRevision(aTask("t").running(), 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("occupies the instance while it is PENDING or RUNNING")
    void occupiesItsInstanceWhilePendingOrRunning() {
        assertThat(Stream.of(InvocationStatus.values()).filter(InvocationStatus::isActive))
                .containsExactly(InvocationStatus.PENDING, InvocationStatus.RUNNING);
    }

    private static InvocationChange step(Invocation task, InvocationStatus to) {
        return switch (to) {
            case RUNNING -> task.start(NOON);
            case TIMEOUT -> task.timeOut(NOON);
            case FAILED -> task.fail(NOON, "Failed.", null);
            case SUCCEEDED -> task.succeed(NOON);
            case CANCELED -> task.cancel(NOON, "Canceled.");
            case ROLLBACKED -> task.rolledBack(NOON, aTask("r").rollbackOf(task).succeeded());
            case PENDING -> throw new IllegalArgumentException("no step leads to PENDING");
        };
    }

    private static Invocation withRevision(Invocation i, int revision) {
        return new Invocation(
                i.id(),
                i.project(),
                i.instance(),
                i.ordinal(),
                i.type(),
                i.operation(),
                i.lineage(),
                i.origin(),
                i.requestedBy(),
                i.versions(),
                i.createdAt(),
                i.progress(),
                revision);
    }
}

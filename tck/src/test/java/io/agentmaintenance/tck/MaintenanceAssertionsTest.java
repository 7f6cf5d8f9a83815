package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.MaintenanceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Assertions about")
class MaintenanceAssertionsTest {
    /** A true assertion, and a false one. */
    record Pair<A>(String name, Consumer<A> right, Consumer<A> wrong) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Nested
    @DisplayName("a batch result")
    class OfBatchResult {
        private static final BatchResult RESULT = new BatchResult(List.of(
                new ItemOutcome.Accepted(Invocations.install("t-1", "web-1")),
                refused("web-2", RefusalReason.ALREADY_INSTALLED),
                refused("web-3", RefusalReason.ALREADY_INSTALLED),
                refused("web-4", RefusalReason.INSTANCE_NOT_FOUND)));

        static List<Pair<BatchResultAssert>> pairs() {
            return List.of(
                    new Pair<>("accepted", r -> r.hasAccepted(1), r -> r.hasAccepted(2)),
                    new Pair<>("refused", r -> r.hasRefused(3), r -> r.hasRefused(4)),
                    new Pair<>(
                            "refused for a reason",
                            r -> r.refuses(2, RefusalReason.ALREADY_INSTALLED),
                            r -> r.refuses(1, RefusalReason.ALREADY_INSTALLED)),
                    new Pair<>(
                            "refused for none",
                            r -> r.refuses(0, RefusalReason.CONTENDED),
                            r -> r.refuses(1, RefusalReason.CONTENDED)),
                    new Pair<>("an accepted item", r -> r.acceptsItem(0), r -> r.acceptsItem(1)),
                    new Pair<>(
                            "a refused item",
                            r -> r.refusesItem(3, RefusalReason.INSTANCE_NOT_FOUND),
                            r -> r.refusesItem(2, RefusalReason.INSTANCE_NOT_FOUND)),
                    new Pair<>("an item that is not there", r -> r.acceptsItem(0), r -> r.acceptsItem(4)),
                    new Pair<>("an item before the first", r -> r.acceptsItem(0), r -> r.acceptsItem(-1)),
                    new Pair<>(
                            "the order",
                            r -> r.answersInOrder("web-1", "web-2", "web-3", "web-4"),
                            r -> r.answersInOrder("web-2", "web-1", "web-3", "web-4")),
                    new Pair<>("all", r -> r.hasRefused(3), BatchResultAssert::acceptsAll));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("pairs")
        @DisplayName("pass if they are true, and fail with the summary if they are not:")
        void passOnlyIfTrue(Pair<BatchResultAssert> pair) {
            assertThatCode(() -> pair.right().accept(assertThat(RESULT))).doesNotThrowAnyException();
            assertThatThrownBy(() -> pair.wrong().accept(assertThat(RESULT)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("1 of 4 accepted");
        }

        @Test
        @DisplayName("fail for null, and acceptsAll fails for an empty batch")
        void failForNull() {
            BatchResult none = null;
            assertThatThrownBy(() -> assertThat(none).hasAccepted(0)).hasMessageContaining("there is none");
            assertThatThrownBy(() -> assertThat(new BatchResult(List.of())).acceptsAll())
                    .isInstanceOf(AssertionError.class);
        }

        private static ItemOutcome refused(String instance, RefusalReason reason) {
            return new ItemOutcome.Refused(InstanceId.of(instance), null, Refusal.of(reason));
        }
    }

    @Nested
    @DisplayName("an invocation")
    class OfInvocation {
        private static final Invocation TIMED_OUT = Invocations.path(
                        Invocations.install("t-1", "web-1"), InvocationStatus.TIMEOUT)
                .get(1)
                .after();
        private static final InvocationId OTHER = InvocationId.of("other");

        static List<Pair<InvocationAssert>> pairs() {
            return List.of(
                    new Pair<>(
                            "state",
                            i -> i.hasStatus(InvocationStatus.TIMEOUT),
                            i -> i.hasStatus(InvocationStatus.FAILED)),
                    new Pair<>("end", InvocationAssert::isFinished, InvocationAssert::isActive),
                    new Pair<>("type", i -> i.hasType(InvocationType.INSTALL), i -> i.hasType(InvocationType.RETRY)),
                    new Pair<>("server", i -> i.isOn("web-1"), i -> i.isOn("web-2")),
                    new Pair<>("target", i -> i.hasTarget("2.7.2.1"), i -> i.hasTarget("2.7.2")),
                    new Pair<>("revision", i -> i.hasRevision(3), i -> i.hasRevision(2)),
                    new Pair<>(
                            "message",
                            i -> i.hasMessageContaining("not finished in time"),
                            i -> i.hasMessageContaining("disk")),
                    new Pair<>("lateness", InvocationAssert::isFinished, InvocationAssert::isLate),
                    new Pair<>("what it repeats", i -> i.repeats(null), i -> i.repeats(OTHER)),
                    new Pair<>("what it undoes", i -> i.undoes(null), i -> i.undoes(OTHER)),
                    new Pair<>("what repeats it", i -> i.isRetriedBy(null), i -> i.isRetriedBy(OTHER)));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("pairs")
        @DisplayName("pass if they are true, and fail with the invocation if they are not:")
        void passOnlyIfTrue(Pair<InvocationAssert> pair) {
            assertThatCode(() -> pair.right().accept(assertThat(TIMED_OUT))).doesNotThrowAnyException();
            assertThatThrownBy(() -> pair.wrong().accept(assertThat(TIMED_OUT)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Invocation t-1 ");
        }

        @Test
        @DisplayName("pass for an active and for a late invocation")
        void passForActiveAndLate() {
            assertThat(Invocations.install("t-1", "web-1")).isActive();
            assertThat(TIMED_OUT.succeed(Invocations.later(TIMED_OUT)).after()).isLate();
            assertThatThrownBy(() ->
                            assertThat(Invocations.install("t-1", "web-1")).isFinished())
                    .isInstanceOf(AssertionError.class);
        }

        @Test
        @DisplayName("fail for null")
        void failForNull() {
            Invocation none = null;
            assertThatThrownBy(() -> assertThat(none).isActive()).hasMessageContaining("there is none");
        }
    }
}

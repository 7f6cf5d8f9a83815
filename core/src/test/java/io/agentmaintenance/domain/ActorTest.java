package io.agentmaintenance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Who causes a step:")
class ActorTest {
    @Nested
    @DisplayName("an actor")
    class Actors {
        @Test
        @DisplayName("is a caller, a worker or the service itself")
        void isOneOfThree() {
            assertThat(Actor.caller("ann")).isEqualTo(new Actor(Actor.Kind.CALLER, "ann"));
            assertThat(Actor.worker(new Worker("node-1.4f2a", 7)))
                    .isEqualTo(new Actor(Actor.Kind.WORKER, "node-1.4f2a#7"));
            assertThat(Actor.supervision().kind()).isEqualTo(Actor.Kind.SUPERVISION);
            assertThat(Actor.unknownCaller()).isEqualTo(Actor.caller("unknown"));
            assertThat(Actor.unknownWorker()).isEqualTo(new Actor(Actor.Kind.WORKER, "unknown"));
        }

        @Test
        @DisplayName("has a name of 1 to 64 characters; a longer one is cut")
        void hasANameOfBoundedLength() {
            assertThat(Actor.caller("a".repeat(64)).name()).hasSize(64);
            assertThat(Actor.caller("a".repeat(65)).name()).isEqualTo("a".repeat(64));
            assertThat(Actor.caller("a".repeat(63) + "\uD83D\uDE00").name()).isEqualTo("a".repeat(63));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Actor.caller(""))
                    .withMessage("the name of an actor must have 1 to 64 characters");
        }

        @Test
        @DisplayName("has room for the name of every worker")
        void hasRoomForEveryWorker() {
            Worker longest = new Worker("p".repeat(Worker.MAX_PROCESS), Long.MAX_VALUE);

            assertThat(Actor.worker(longest).name()).isEqualTo(longest.toString());
        }
    }

    @Nested
    @DisplayName("a worker")
    class Workers {
        @ParameterizedTest
        @ValueSource(strings = {"n", "node-1.4f2a", "Node_1", "0123456789012345678901234567890123456789"})
        @DisplayName("names its process")
        void namesItsProcess(String process) {
            assertThat(new Worker(process, 0).process()).isEqualTo(process);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "01234567890123456789012345678901234567890", "a b", "a#1", "a/b", "ä", "a\n"})
        @DisplayName("does not have a process of another form")
        void rejectsAnIllegalProcess(String process) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Worker(process, 0))
                    .withMessageStartingWith("the process of a worker must have 1 to 40 characters");
        }

        @Test
        @DisplayName("does not have a negative run")
        void rejectsANegativeRun() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Worker("n", -1))
                    .withMessage("the run of a worker must be 0 or more");
        }

        @Test
        @DisplayName("is another one in another process, and in another run of the same process")
        void differsByProcessAndRun() {
            assertThat(new Worker("n", 1))
                    .isEqualTo(new Worker("n", 1))
                    .isNotEqualTo(new Worker("m", 1))
                    .isNotEqualTo(new Worker("n", 2));
        }
    }
}

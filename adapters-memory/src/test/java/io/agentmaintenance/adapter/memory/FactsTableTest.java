package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What finished tasks have in common")
class FactsTableTest {
    /** More messages than are looked for again. */
    private static final int MANY = 1000;

    private final FactsTable table = new FactsTable();

    private static Invocation stopped(String message) {
        return Tasks.install("t", "i").cancel(START, message).after();
    }

    @Test
    @DisplayName("is kept once for all that share it")
    void shared() {
        int first = table.take(stopped("one"));
        int other = table.take(stopped("other"));

        assertThat(table.take(stopped("one"))).isEqualTo(first).isNotEqualTo(other);
        assertThat(table.of(first)).isEqualTo(Facts.of(stopped("one")));
        assertThat(table.of(other)).isEqualTo(Facts.of(stopped("other")));
    }

    @Test
    @DisplayName("is kept until the last of them is forgotten, and its number used again then")
    void released() {
        int number = table.take(stopped("one"));
        table.take(stopped("one"));
        table.release(number);
        assertThat(table.of(number)).isEqualTo(Facts.of(stopped("one")));

        table.release(number);
        assertThat(table.take(stopped("other"))).isEqualTo(number);
        assertThat(table.of(number)).isEqualTo(Facts.of(stopped("other")));
        assertThat(table.take(stopped("one"))).isNotEqualTo(number);
    }

    @Test
    @DisplayName("is not overwritten, if it is forgotten, and comes again before its number is used again")
    void again() {
        table.release(table.take(stopped("one")));
        int number = table.take(stopped("one"));

        assertThat(table.take(stopped("other"))).isNotEqualTo(number);
        assertThat(table.of(number)).isEqualTo(Facts.of(stopped("one")));
    }

    @Test
    @DisplayName("takes no more numbers than there are messages at a time, however many there have been")
    void bounded() {
        Deque<Integer> numbers = new ArrayDeque<>();
        for (int i = 0; i < 20 * MANY; i++) {
            if (numbers.size() == MANY) {
                table.release(numbers.remove());
            }
            int number = table.take(stopped("message " + i));
            assertThat(number).isBetween(0, MANY - 1);
            assertThat(table.of(number).message()).isEqualTo("message " + i);
            numbers.add(number);
        }
    }
}

package io.agentmaintenance.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reader of task lists")
class TasksTest {
    private static final String BODY =
            "{\"invocations\":[{\"invocation_id\":\"a\",\"invocation_status\":\"SUCCEEDED\"},"
                    + "{\"invocation_id\":\"b\",\"invocation_status\":\"FAILED\"}]}";

    @Test
    @DisplayName("returns all ids in order, and the first one")
    void returnsTheIds() {
        assertThat(Tasks.ids(BODY)).containsExactly("a", "b");
        assertThat(Tasks.firstId(BODY)).contains("a");
        assertThat(Tasks.firstId("{}")).isEmpty();
    }

    @Test
    @DisplayName("counts all tasks and the succeeded ones")
    void countsTasks() {
        assertThat(Tasks.count(BODY)).isEqualTo(2);
        assertThat(Tasks.succeeded(BODY)).isEqualTo(1);
        assertThat(Tasks.count("{}")).isZero();
    }
}

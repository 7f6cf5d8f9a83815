package io.agentmaintenance.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the tasks in a body")
class TasksTest {
    private static final String BODY =
            "{\"invocations\":[{\"invocation_id\":\"a\",\"invocation_status\":\"SUCCEEDED\"},"
                    + "{\"invocation_id\":\"b\",\"invocation_status\":\"FAILED\"}]}";

    @Test
    @DisplayName("the ids are told in their order, and the first one by itself")
    void ids() {
        assertThat(Tasks.ids(BODY)).containsExactly("a", "b");
        assertThat(Tasks.firstId(BODY)).contains("a");
        assertThat(Tasks.firstId("{}")).isEmpty();
    }

    @Test
    @DisplayName("all are counted, and those that succeeded")
    void counts() {
        assertThat(Tasks.count(BODY)).isEqualTo(2);
        assertThat(Tasks.succeeded(BODY)).isEqualTo(1);
        assertThat(Tasks.count("{}")).isZero();
    }
}

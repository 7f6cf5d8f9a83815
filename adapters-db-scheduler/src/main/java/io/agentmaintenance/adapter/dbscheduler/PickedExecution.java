package io.agentmaintenance.adapter.dbscheduler;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An execution that a process has in hand.
 *
 * @param task the name of its task
 * @param instance what names it among those of its task
 * @param data what it knows from one run to the next, or null
 * @param process the process that picked it, or null
 * @param version its version, which rises with each change
 */
record PickedExecution(
        String task,
        String instance,
        @Nullable String data,
        @Nullable String process,
        long version) {
    static PickedExecution read(ResultSet row) throws SQLException {
        byte[] data = row.getBytes("task_data");
        return new PickedExecution(
                row.getString("task_name"),
                row.getString("task_instance"),
                data == null ? null : new String(data, StandardCharsets.UTF_8),
                row.getString("picked_by"),
                row.getLong("version"));
    }

    /** {@return what it has to know in its next run if that process is gone; periodic work knows nothing} */
    @Nullable String revivedData() {
        return data == null || !task.equals(EngineTasks.INVOCATION)
                ? data
                : WorkState.parse(data).revived(process).toString();
    }
}

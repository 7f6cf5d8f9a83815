package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Stores the data of executions as text, so that a reader of the table understands them. Thread-safe. */
final class TextSerializer implements Serializer {
    @Override
    public byte @Nullable [] serialize(@Nullable Object data) {
        return data == null ? null : data.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] stored) {
        return stored == null || type != String.class ? null : type.cast(new String(stored, StandardCharsets.UTF_8));
    }
}

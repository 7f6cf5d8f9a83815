package io.agentmaintenance.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Id of an invocation: one maintenance task on one instance. Immutable and thread-safe.
 *
 * <p>Most ids are UUIDs. Those are kept, compared and hashed as two numbers, because a task is looked for again and again on
 * its way; the text is made when somebody asks for it. Benchmark: HttpCreateBenchmark.
 */
public final class InvocationId {
    private final boolean isUuid;
    // Of a UUID, else zero.
    private final long high;
    private final long low;
    // Of a UUID it is made when it is asked for. Two threads that ask at once make the same text: no harm is done.
    private @Nullable String text;

    private InvocationId(@Nullable UUID uuid, @Nullable String text) {
        this.isUuid = uuid != null;
        this.high = uuid == null ? 0 : uuid.getMostSignificantBits();
        this.low = uuid == null ? 0 : uuid.getLeastSignificantBits();
        this.text = text;
    }

    /**
     * {@return the id of this text}
     *
     * @param value the text, of the form {@link TextForm#INVOCATION_ID}; case matters
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static InvocationId of(String value) {
        TextForm.INVOCATION_ID.require("invocation id", value);
        return new InvocationId(UuidText.parse(value), value);
    }

    /**
     * {@return the id of this UUID: its canonical text, in lower case}
     *
     * @param value the UUID
     */
    public static InvocationId of(UUID value) {
        // Of the form whatever its bits are, so there is nothing to check.
        return new InvocationId(value, null);
    }

    /**
     * {@return the text, of the form {@link TextForm#INVOCATION_ID}}
     */
    public String value() {
        String value = text;
        if (value == null) {
            value = new UUID(high, low).toString();
            text = value;
        }
        return value;
    }

    /**
     * {@return the UUID whose canonical text, in lower case, this id is; null if it is any other text}
     *
     * <p>For adapters that keep ids: a UUID takes less room than its text.
     */
    public @Nullable UUID uuid() {
        return isUuid ? new UUID(high, low) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof InvocationId id && isSame(id));
    }

    private boolean isSame(InvocationId id) {
        return isUuid ? id.isUuid && high == id.high && low == id.low : !id.isUuid && value().equals(id.value());
    }

    @Override
    public int hashCode() {
        return isUuid ? Long.hashCode(high ^ low) : value().hashCode();
    }

    /** {@return the text} */
    @Override
    public String toString() {
        return value();
    }
}

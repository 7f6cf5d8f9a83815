package io.agentmaintenance.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Id of an invocation: one maintenance task on one instance. Immutable and thread-safe. */
public final class InvocationId {
    private final String value;

    private InvocationId(String value) {
        this.value = value;
    }

    /**
     * {@return the id of this text}
     *
     * @param value the text, of the form {@link TextForm#INVOCATION_ID}; case matters
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static InvocationId of(String value) {
        TextForm.INVOCATION_ID.require("invocation_id", value);
        return new InvocationId(value);
    }

    /**
     * {@return the id of this UUID: its canonical text, in lower case}
     *
     * @param value the UUID
     */
    public static InvocationId of(UUID value) {
        // Of the form whatever its bits are, so it is not checked once more, a hundred times a request.
        // Benchmark: HttpCreateBenchmark.
        return new InvocationId(value.toString());
    }

    /**
     * {@return the text, of the form {@link TextForm#INVOCATION_ID}}
     */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InvocationId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** {@return the text} */
    @Override
    public String toString() {
        return value;
    }
}

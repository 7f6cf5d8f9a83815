package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * Id of an invocation: one maintenance task on one instance.
 *
 * @param value the text, of the form {@link TextForm#INVOCATION_ID}; case matters
 */
public record InvocationId(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the text is not of the form
     */
    public InvocationId {
        TextForm.INVOCATION_ID.require("invocation_id", value);
    }

    /**
     * {@return the id of this text}
     *
     * @param value the text
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static InvocationId of(String value) {
        return new InvocationId(value);
    }

    // Written out, because ids are the keys of most maps: what a record generates is several times as slow until it is
    // compiled as a whole.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InvocationId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}

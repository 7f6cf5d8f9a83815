package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * Id of an instance: a server as its project knows it.
 *
 * @param value the text, of the form {@link TextForm#INSTANCE_ID}; case matters
 */
public record InstanceId(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the text is not of the form
     */
    public InstanceId {
        TextForm.INSTANCE_ID.require("instance id", value);
    }

    /**
     * {@return the id of this text}
     *
     * @param value the text
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static InstanceId of(String value) {
        return new InstanceId(value);
    }

    // Written out, because ids are the keys of most maps: what a record generates is several times as slow until it is
    // compiled as a whole.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof InstanceId id && value.equals(id.value));
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

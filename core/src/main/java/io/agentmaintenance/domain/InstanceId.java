package io.agentmaintenance.domain;

/**
 * Id of an instance: an instance as its project knows it.
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

    @Override
    public String toString() {
        return value;
    }
}

package io.agentmaintenance.domain;

/**
 * Id of an invocation: one maintenance invocation on one instance.
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
        TextForm.INVOCATION_ID.require("invocation id", value);
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

    /** {@return the text} */
    @Override
    public String toString() {
        return value;
    }
}

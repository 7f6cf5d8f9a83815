package io.agentmaintenance.domain;

/**
 * Id of a project: the tenant. Nothing of one project is ever visible from, or confirmed to, another.
 *
 * @param value the text, of the form {@link TextForm#PROJECT_ID}; case matters
 */
public record ProjectId(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the text is not of the form
     */
    public ProjectId {
        TextForm.PROJECT_ID.require("project id", value);
    }

    /**
     * {@return the id of this text}
     *
     * @param value the text
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static ProjectId of(String value) {
        return new ProjectId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

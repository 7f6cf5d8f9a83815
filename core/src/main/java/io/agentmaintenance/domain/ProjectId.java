package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

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

    // Written out as in InstanceId: the key of every look into a store.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ProjectId id && value.equals(id.value));
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

package io.agentmaintenance.domain;

/**
 * A version of the agent, such as {@code 2.7.2.1}. Two versions are equal if their texts are.
 *
 * @param value the text, of the form {@link TextForm#VERSION}; case matters for equality
 */
public record AgentVersion(String value) {
    private static final VersionOrder ORDER = new VersionOrder();

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the text is not of the form
     */
    public AgentVersion {
        TextForm.VERSION.require("version", value);
    }

    /**
     * {@return the version of this text}
     *
     * @param value the text
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static AgentVersion of(String value) {
        return new AgentVersion(value);
    }

    /**
     * Returns whether this version is newer than another one. Parts between dots, hyphens and underscores are compared from the
     * left, numbers as numbers. {@code 2.7.5.1-rc1} (also alpha, beta, milestone, pre, dev, snapshot) is older than
     * {@code 2.7.5.1}; with any other word, such as {@code 2.7.5.1-hotfix1}, it is newer. Of {@code 2.4} and {@code 2.4.0},
     * which are different versions, neither is newer than the other.
     *
     * @param other the version to compare with
     * @return true if this version is newer
     */
    public boolean isNewerThan(AgentVersion other) {
        return ORDER.compare(this, other) > 0;
    }

    @Override
    public String toString() {
        return value;
    }
}

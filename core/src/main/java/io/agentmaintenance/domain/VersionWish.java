package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * The version or line that a caller asks for; both may be left open.
 *
 * @param version the version, or null
 * @param type the line to take the newest of, or null
 */
public record VersionWish(
        @Nullable AgentVersion version, @Nullable VersionType type) {
    private static final VersionWish ANY = new VersionWish(null, null);

    /**
     * {@return the wish that names neither version nor line}
     */
    public static VersionWish any() {
        return ANY;
    }

    /**
     * {@return the wish for one version}
     *
     * @param version the version
     */
    public static VersionWish exactly(AgentVersion version) {
        return new VersionWish(version, null);
    }

    /**
     * {@return the wish for the newest version of a line}
     *
     * @param type the line
     */
    public static VersionWish newest(VersionType type) {
        return new VersionWish(null, type);
    }
}

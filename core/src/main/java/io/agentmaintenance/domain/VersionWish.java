package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * The version or the type of version that a request names; it may name neither.
 *
 * @param version the version, or null
 * @param type the type whose newest version is taken, or null
 */
public record VersionWish(
        @Nullable AgentVersion version, @Nullable VersionType type) {
    private static final VersionWish ANY = new VersionWish(null, null);

    /**
     * {@return the wish that names neither version nor type}
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
     * {@return the wish for the newest version of a type}
     *
     * @param type the type
     */
    public static VersionWish newest(VersionType type) {
        return new VersionWish(null, type);
    }
}

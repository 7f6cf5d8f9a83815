package io.agentmaintenance.domain;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions that may be installed in a project: the content of its version catalogue. Immutable and thread-safe.
 *
 * <p>A version has one type; if a list names it twice, the first entry counts.
 */
public final class AgentVersions {
    private final Map<AgentVersion, VersionType> types = new LinkedHashMap<>();
    private final Map<VersionType, AgentVersion> newest = new EnumMap<>(VersionType.class);

    private AgentVersions(List<OfferedVersion> offered) {
        for (OfferedVersion entry : offered) {
            if (types.putIfAbsent(entry.version(), entry.type()) == null) {
                newest.merge(entry.type(), entry.version(), (a, b) -> b.isNewerThan(a) ? b : a);
            }
        }
    }

    /**
     * {@return a catalogue of these versions}
     *
     * @param offered the entries, in any order; copied
     */
    public static AgentVersions of(List<OfferedVersion> offered) {
        return new AgentVersions(offered);
    }

    /**
     * {@return whether the version is offered}
     *
     * @param version the version
     */
    public boolean contains(AgentVersion version) {
        return types.containsKey(version);
    }

    /**
     * Finds the version for a wish: the named version if it is offered (and belongs to the named type, if both are
     * given), else the newest of the named type, else the newest of the given type.
     *
     * @param wish the requested version or type
     * @param otherwise the type to take if the wish names none
     * @return the version, or null if nothing offered fits
     */
    public @Nullable AgentVersion resolve(VersionWish wish, VersionType otherwise) {
        VersionType type = wish.type();
        AgentVersion version = wish.version();
        if (version == null) {
            return newest.get(type == null ? otherwise : type);
        }
        VersionType offeredAs = types.get(version);
        return offeredAs != null && (type == null || type == offeredAs) ? version : null;
    }

    /**
     * Finds the target of an INSTALL. A named version is taken as it is, an older one too. Without one, a broken agent of a
     * known version is repaired: it keeps its version if no type is named, and otherwise gets the newest of the named type, but
     * nothing older than it has. If no type is named and its version is not offered any more, there is no target: its type is not
     * known, so any version could change the type. In all other cases the target is the newest of the named type, or of the basic
     * type.
     *
     * @param wish the requested version or type
     * @param agent the agent as it is now
     * @return the target, or null if nothing offered fits
     */
    public @Nullable AgentVersion forInstall(VersionWish wish, AgentState agent) {
        AgentVersion present = agent.version();
        if (wish.version() != null || agent.status() != AgentStatus.FAULT || present == null) {
            return resolve(wish, VersionType.BASIC_VERSION);
        }
        if (wish.type() == null) {
            return ifOffered(present);
        }
        AgentVersion found = newest.get(wish.type());
        return found == null || present.isNewerThan(found) ? null : found;
    }

    /**
     * Finds the target of an UPDATE: the named version, or the newest of the named type, or the newest of the type that the
     * agent is on.
     *
     * @param wish the requested version or type
     * @param agent the agent as it is now
     * @return the target, or null if nothing offered fits
     */
    public @Nullable AgentVersion forUpdate(VersionWish wish, AgentState agent) {
        return resolve(wish, typeOf(agent.version()));
    }

    /**
     * {@return the version if it is offered, else null}
     *
     * @param version the version, may be null
     */
    public @Nullable AgentVersion ifOffered(@Nullable AgentVersion version) {
        return version != null && contains(version) ? version : null;
    }

    /** {@return the newest version of each type that has one} */
    List<AgentVersion> newestOfEachType() {
        return List.copyOf(newest.values());
    }

    /**
     * {@return the type of a version; {@code BASIC_VERSION} if it is null or no longer offered}
     *
     * @param version the version, may be null
     */
    public VersionType typeOf(@Nullable AgentVersion version) {
        VersionType type = version == null ? null : types.get(version);
        return type == null ? VersionType.BASIC_VERSION : type;
    }
}

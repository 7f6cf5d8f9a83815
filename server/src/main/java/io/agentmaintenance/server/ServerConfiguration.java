package io.agentmaintenance.server;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.domain.VersionType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a configuration file. What the file leaves out has the default that docs/configuration.md names.
 *
 * @param versions the version catalogue of all projects
 * @param limits the time limits
 * @param history how many finished tasks are kept in each project; 0 if a database or a folder keeps them
 * @param active how many tasks may be active at once
 * @param rememberedServers how many servers of an entry {@code any: true} are remembered in each project
 * @param strict whether unknown fields of requests are rejected
 * @param trustedProxies the addresses of proxies whose forwarded host and scheme count; none if null
 * @param data the folder that keeps tasks and agent states; null if there is none
 * @param database the database that keeps tasks and agent states; null if there is none. Without both everything is in memory
 * @param metrics where metrics are served
 * @param identity the stand-in for the identity service; off if null
 * @param projects the projects
 */
record ServerConfiguration(
        List<Version> versions,
        @Nullable Limits limits,
        int history,
        int active,
        int rememberedServers,
        boolean strict,
        @Nullable List<String> trustedProxies,
        @Nullable Path data,
        @Nullable DatabaseConfiguration database,
        MetricsConfiguration metrics,
        @Nullable IdentityConfiguration identity,
        List<ProjectConfiguration> projects) {

    private static final Form<Path> FOLDER = Form.line(1, 1000).then(ServerConfiguration::path);

    static ServerConfiguration from(Settings file, FileChecks checks) {
        // First, because the users name projects, and because the servers take the memory that tasks share then.
        boolean hasIdentity = file.has("identity");
        List<ProjectConfiguration> projects = file.requiredParts("projects", 10_000, project -> {
            if (project.has("name") && !hasIdentity) {
                project.warning("name", "has no effect without identity");
            }
            return ProjectConfiguration.from(project, checks);
        });
        Capacity capacity = Capacity.from(file, projects, checks.heap());
        if (file.has("data") && file.has("database")) {
            file.problem("data", "must not be set beside a database: tasks are kept in one place");
        }
        MetricsConfiguration metrics = file.part("metrics", MetricsConfiguration::from);
        return new ServerConfiguration(
                file.requiredParts("versions", 1000, version -> Version.from(version, checks)),
                file.part("limits", Limits::from),
                capacity.history(),
                capacity.active(),
                capacity.rememberedServers(),
                Boolean.TRUE.equals(file.optional("strict", Form.SWITCH)),
                file.list("trustedProxies", 100, Form.ADDRESSES),
                file.optional("data", FOLDER),
                file.part("database", DatabaseConfiguration::from),
                metrics == null ? MetricsConfiguration.STANDARD : metrics,
                file.part("identity", identity -> IdentityConfiguration.from(identity, checks)),
                projects);
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the name of a folder", e);
        }
    }

    /**
     * {@return the same configuration with what the command line names}
     *
     * @param folder the folder instead of its own; its own if null
     * @param metricsPort the port of metrics instead of its own; its own if null
     */
    ServerConfiguration with(@Nullable Path folder, @Nullable Integer metricsPort) {
        return new ServerConfiguration(
                versions,
                limits,
                history,
                active,
                rememberedServers,
                strict,
                trustedProxies,
                folder == null ? data : folder,
                database,
                metrics.withPort(metricsPort),
                identity,
                projects);
    }

    /** {@return the versions as the catalogue offers them} */
    List<OfferedVersion> offeredVersions() {
        return versions.stream()
                .map(v -> new OfferedVersion(
                        AgentVersion.of(v.version()),
                        v.type() == null ? VersionType.BASIC_VERSION : VersionType.valueOf(v.type())))
                .toList();
    }

    List<String> proxiesOrNone() {
        return trustedProxies == null ? List.of() : trustedProxies;
    }

    TimeLimits timeLimits() {
        TimeLimits standard = TimeLimits.standard();
        if (limits == null) {
            return standard;
        }
        return new TimeLimits(
                limits.pickUp == null ? standard.pickUp() : limits.pickUp,
                limits.execution == null ? standard.execution() : limits.execution,
                limits.rollbackWindow == null ? standard.rollbackWindow() : limits.rollbackWindow);
    }

    /**
     * One offered version.
     *
     * @param version the version
     * @param type its line; BASIC_VERSION if null
     */
    record Version(String version, @Nullable String type) {
        private static final Form<String> VERSION = Form.matching("[0-9A-Za-z_.-]{1,64}");
        private static final Form<String> TYPE = Form.oneOf("BASIC_VERSION", "ADVANCE_VERSION");

        static Version from(Settings version, FileChecks checks) {
            Version read = new Version(version.required("version", VERSION), version.optional("type", TYPE));
            if (!read.version.isEmpty()) {
                checks.versions().add(read.version, version);
            }
            return read;
        }
    }

    /**
     * The time limits, as ISO 8601 durations such as {@code PT30S}.
     *
     * @param pickUp how long a task may be PENDING
     * @param execution how long it may be RUNNING
     * @param rollbackWindow how long an update may be rolled back
     */
    record Limits(
            @Nullable Duration pickUp,
            @Nullable Duration execution,
            @Nullable Duration rollbackWindow) {
        static Limits from(Settings limits) {
            return new Limits(
                    limits.optional("pickUp", Form.LONGER_THAN_ZERO),
                    limits.optional("execution", Form.LONGER_THAN_ZERO),
                    limits.optional("rollbackWindow", Form.LONGER_THAN_ZERO));
        }
    }
}

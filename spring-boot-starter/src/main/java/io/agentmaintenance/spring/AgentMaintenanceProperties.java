package io.agentmaintenance.spring;

import io.agentmaintenance.domain.VersionType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code agent-maintenance.*}. Immutable. A value outside its bounds, and a name that is not known, end the start with a
 * sentence that names the property; values are not quoted, because they may be secrets.
 *
 * @param enabled Whether the starter does anything.
 * @param store Where tasks are kept. With "auto", the adapter on the class path decides; without one, tasks are in memory.
 * @param path Prefix of the paths of the API, such as "/ces"; clients send it before "/v3". Nothing else may be served below a prefix.
 * @param strict Whether unknown fields, unknown parameters and empty optional texts of requests are refused.
 * @param demo Whether to serve a demo: a fleet of scripted servers, a project "demo" and a token that everybody knows.
 * @param retention How long finished tasks and the journal are kept, at most 36,500 days.
 * @param limits Time limits of tasks.
 * @param versions Versions of the agent that may be installed, at most 1,000. A bean of type VersionCatalog replaces them.
 * @param tokens Tokens that callers send as X-Auth-Token. A bean of type Authentication replaces them.
 * @param supervision How often the periodic work is done.
 * @param memory Bounds of what is kept in memory.
 * @param postgresql The store in PostgreSQL.
 * @param sqlite The store in a folder.
 * @param dbScheduler Work on the engine db-scheduler.
 */
@ConfigurationProperties(prefix = AgentMaintenanceProperties.PREFIX, ignoreUnknownFields = false)
public record AgentMaintenanceProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("auto") Store store,
        @DefaultValue("") String path,
        @DefaultValue("false") boolean strict,
        @DefaultValue("false") boolean demo,
        @DefaultValue("90d") Duration retention,
        @DefaultValue Limits limits,
        @DefaultValue List<Version> versions,
        @DefaultValue List<Token> tokens,
        @DefaultValue Supervision supervision,
        @DefaultValue Memory memory,
        @DefaultValue Postgresql postgresql,
        @DefaultValue Sqlite sqlite,
        @DefaultValue DbScheduler dbScheduler) {
    static final String PREFIX = "agent-maintenance";

    /**
     * Checks the bounds and copies the lists.
     *
     * @throws IllegalArgumentException if a value is outside its bounds; the message names the property
     */
    public AgentMaintenanceProperties {
        versions = List.copyOf(versions);
        tokens = List.copyOf(tokens);
        PropertyChecks.path(path);
        PropertyChecks.duration("retention", retention);
        PropertyChecks.limits(limits);
        PropertyChecks.versions(versions);
        PropertyChecks.tokens(tokens);
        PropertyChecks.supervision(supervision);
        PropertyChecks.memory(memory);
        PropertyChecks.postgresql(postgresql);
        PropertyChecks.dbScheduler(dbScheduler);
    }

    /** Where tasks are kept. */
    public enum Store {
        /** As the class path says: the adapter for PostgreSQL or SQLite if there is one, else memory. */
        AUTO,
        /** In memory: a restart loses them. */
        MEMORY,
        /** In PostgreSQL, for any number of nodes. */
        POSTGRESQL,
        /** In a folder of a local disk, for one process. */
        SQLITE
    }

    /** What a token permits. */
    public enum Permission {
        /** To create tasks. */
        CREATE,
        /** To list tasks. */
        LIST,
        /** To query the states of agents. */
        STATUS
    }

    /**
     * Time limits of tasks.
     *
     * @param pickUp How long a task may be PENDING, at most 36,500 days.
     * @param execution How long a task may be RUNNING, at most 36,500 days.
     * @param rollbackWindow How long after its end an update may be rolled back, at most 36,500 days.
     */
    public record Limits(
            @DefaultValue("5m") Duration pickUp,
            @DefaultValue("10m") Duration execution,
            @DefaultValue("7d") Duration rollbackWindow) {}

    /**
     * One version of the agent.
     *
     * @param version The version, 1 to 64 characters out of [0-9A-Za-z_.-].
     * @param type Its type.
     */
    public record Version(
            @Nullable String version,
            @DefaultValue("basic-version") VersionType type) {}

    /**
     * The rights of one token in one project. The same token may be named for several projects.
     *
     * @param name Who calls with it, for the log and the journal, 1 to 64 characters.
     * @param value The token, 1 to 16,384 visible ASCII characters.
     * @param project The id of the project, 1 to 64 characters out of [a-z0-9].
     * @param actions What it permits in the project; everything if left out.
     * @param expires When its rights in the project end; never if left out.
     */
    public record Token(
            @Nullable String name,
            @Nullable String value,
            @Nullable String project,
            @Nullable Set<Permission> actions,
            @Nullable Instant expires) {
        /** {@return the name; the value must not get into a log} */
        @Override
        public String toString() {
            return "Token[" + name + "]";
        }
    }

    /**
     * How often the periodic work is done.
     *
     * @param expireEvery Pause between two searches for tasks whose time is over, 100 milliseconds to 10 seconds.
     * @param resumeEvery Pause between two hand-overs of tasks that are PENDING for half a minute, 1 second to 10 minutes.
     * @param workEvery Pause between two looks at the work in the queue in memory, 10 milliseconds to 10 seconds.
     */
    public record Supervision(
            @DefaultValue("1s") Duration expireEvery,
            @DefaultValue("30s") Duration resumeEvery,
            @DefaultValue("50ms") Duration workEvery) {}

    /**
     * Bounds of what is kept in memory.
     *
     * @param history How many finished tasks the store in memory keeps in each project, 1 to 100,000,000.
     * @param active How many tasks the queue in memory holds at once, 1 to 10,000,000; others are refused. With every store.
     */
    public record Memory(
            @DefaultValue("100000") int history,
            @DefaultValue("1000000") int active) {}

    /**
     * The store in PostgreSQL. It uses the host's DataSource.
     *
     * @param schema The schema of the tables, 1 to 63 characters out of [a-z0-9_], with no digit at the beginning.
     * @param migrate Whether to make the schema and its tables at the start, and to bring them up to date, with Flyway.
     * @param allowUnsafeDurability Whether to accept a database that may lose in a crash what it has acknowledged. For tests only.
     */
    public record Postgresql(
            @DefaultValue("agent_maintenance") String schema,
            @DefaultValue("true") boolean migrate,
            @DefaultValue("false") boolean allowUnsafeDurability) {}

    /**
     * The store in a folder.
     *
     * @param directory The folder, which is made if it is not there; relative to the working folder. Required for this store.
     */
    public record Sqlite(@Nullable String directory) {}

    /**
     * Work on the engine db-scheduler.
     *
     * @param threads How many steps of work this node does at once, 1 to 1,000. Each takes a connection for a short time.
     * @param node The name of this node in the history of tasks, 1 to 31 characters out of [0-9A-Za-z_.-]. Nodes may have the same name.
     */
    public record DbScheduler(
            @DefaultValue("8") int threads,
            @DefaultValue("node") String node) {}
}

package io.agentmaintenance.spring;

import io.agentmaintenance.spring.AgentMaintenanceProperties.Store;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The application cannot start, and its operator can change that. All texts of such failures are here; {@link SetupFailureAnalyzer} prints them
 * instead of a stack trace. They quote no value of a property.
 */
final class SetupFailure extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private static final String NOT_WANTED =
            "If this application is not to serve the API, set agent-maintenance.enabled=false.";

    private final String action;

    private SetupFailure(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** {@return what the operator can do} */
    String action() {
        return action;
    }

    static SetupFailure property(String name, String rule) {
        return new SetupFailure("The property " + name + " " + rule + ".", "Correct the value of " + name + ".", null);
    }

    /** Nobody knows the servers, or nobody reaches them. */
    static SetupFailure missingBeans(boolean hasDirectory, boolean hasExecutor) {
        String directory = "a bean of type InstanceDirectory, which finds the servers and the states of their agents";
        String executor =
                "a bean of type AgentTransport, which reaches one server (or AgentExecutor or AgentExecutorFactory, if"
                        + " a system of yours carries out whole tasks)";
        List<String> missing =
                hasDirectory ? List.of(executor) : hasExecutor ? List.of(directory) : List.of(directory, executor);
        return new SetupFailure(
                "Agent Maintenance is on the class path, but this application does not have:\n  - "
                        + String.join("\n  - ", missing),
                "Define what is missing as a @Bean, or set agent-maintenance.demo=true to try the API with scripted servers. "
                        + NOT_WANTED,
                null);
    }

    static SetupFailure noVersions() {
        return new SetupFailure(
                "No version of the agent can be installed: agent-maintenance.versions is empty, and there is no bean of type"
                        + " VersionCatalog.",
                "Set for example agent-maintenance.versions[0].version=2.7.5.1, or define a bean of type VersionCatalog.",
                null);
    }

    /** Nobody says who may call. The token of the demo is for its own servers only. */
    static SetupFailure noAuthentication(boolean isDemoSet) {
        return new SetupFailure(
                "The API would be served without authentication: there are no agent-maintenance.tokens, and there is no bean of"
                        + " type Authentication.",
                "Set agent-maintenance.tokens[0].name, .value and .project, or define a bean of type Authentication. "
                        + (isDemoSet
                                ? "The token of agent-maintenance.demo is only for its scripted servers, not for yours. "
                                : "To try the API with a token that everybody knows, set agent-maintenance.demo=true. ")
                        + NOT_WANTED,
                null);
    }

    static SetupFailure twoStores() {
        return new SetupFailure(
                "Tasks could be kept in two stores: the adapters for PostgreSQL and for SQLite are both on the class path.",
                "Set agent-maintenance.store to postgresql, sqlite or memory, or remove one of the two dependencies.",
                null);
    }

    static SetupFailure noAdapter(Store store) {
        String name = store.name().toLowerCase(Locale.ROOT);
        return new SetupFailure(
                "agent-maintenance.store is " + name + ", but its adapter is not on the class path.",
                "Add the dependency io.agentmaintenance:agent-maintenance-adapters-" + name
                        + ", or set agent-maintenance.store to another store.",
                null);
    }

    static SetupFailure demoWithStore(Store store) {
        return new SetupFailure(
                "The demo keeps its servers in memory, so it cannot be combined with agent-maintenance.store="
                        + store.name().toLowerCase(Locale.ROOT) + ".",
                "Remove agent-maintenance.store, or set agent-maintenance.demo=false.",
                null);
    }

    static SetupFailure noDataSource() {
        return new SetupFailure(
                "The store in PostgreSQL needs a DataSource, but there is no bean of this type.",
                "Add org.springframework.boot:spring-boot-starter-jdbc and org.postgresql:postgresql, and set"
                        + " spring.datasource.url, .username and .password. Without a database, set"
                        + " agent-maintenance.store=memory.",
                null);
    }

    static SetupFailure severalDataSources() {
        return new SetupFailure(
                "The store in PostgreSQL needs a DataSource, but there are several beans of this type, and none is primary.",
                "Mark one as @Primary, or define a bean of type PostgresStore that uses the right one.",
                null);
    }

    static SetupFailure notPostgresql(String product) {
        return new SetupFailure(
                "The store in PostgreSQL needs a DataSource of PostgreSQL, but that of this application is of "
                        + product + ".",
                "Define a bean of type PostgresStore over another DataSource, or set agent-maintenance.store=memory.",
                null);
    }

    static SetupFailure noFlyway() {
        return new SetupFailure(
                "The tables in PostgreSQL are to be made by Flyway, but Flyway is not on the class path.",
                "Add org.flywaydb:flyway-core and org.flywaydb:flyway-database-postgresql, or set"
                        + " agent-maintenance.postgresql.migrate=false and apply the scripts in"
                        + " io/agentmaintenance/adapter/postgresql/migration yourself.",
                null);
    }

    /** The tables of PostgreSQL are missing or of another version, or the database is not fit; the store says which in its message. */
    static SetupFailure postgresql(String reason, boolean migrates, Throwable cause) {
        return new SetupFailure(
                "The store in PostgreSQL cannot be opened: " + reason,
                migrates
                        ? "Correct what the description names. The schema is that of agent-maintenance.postgresql.schema."
                        : "If tables are missing or old: set agent-maintenance.postgresql.migrate=true, or apply the scripts before"
                                + " the start. Otherwise correct what the description names.",
                cause);
    }

    static SetupFailure noDirectory() {
        return new SetupFailure(
                "The store in a folder needs agent-maintenance.sqlite.directory, which is not set.",
                "Set agent-maintenance.sqlite.directory to a folder of a local disk, or agent-maintenance.store=memory.",
                null);
    }

    static SetupFailure sqlite(String reason, Throwable cause) {
        return new SetupFailure(
                "The store in the folder of agent-maintenance.sqlite.directory cannot be opened: " + reason,
                "Correct what the description names, or set agent-maintenance.sqlite.directory to another folder.",
                cause);
    }

    static SetupFailure engine(String reason, Throwable cause) {
        return new SetupFailure(
                "The engine db-scheduler cannot be opened: " + reason,
                "Correct what the description names, or remove the dependency agent-maintenance-adapters-db-scheduler: then the"
                        + " work is kept in memory.",
                cause);
    }
}

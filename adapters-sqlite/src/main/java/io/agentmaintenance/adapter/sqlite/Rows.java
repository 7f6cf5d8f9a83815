package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Versions;
import io.agentmaintenance.domain.Worker;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes domain values out of rows. */
final class Rows {
    /** Makes a value out of the row that a result stands on. */
    @FunctionalInterface
    interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Rows() {}

    /** Runs a query; {@return a value for each row} */
    static <T> List<T> read(PreparedStatement query, Mapping<T> mapping) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(mapping.of(rows));
            }
            return values;
        }
    }

    static Invocation invocation(ResultSet row) throws SQLException {
        return new Invocation(
                InvocationId.of(row.getString("invocation_id")),
                ProjectId.of(row.getString("project_id")),
                profile(row),
                row.getInt("ordinal"),
                InvocationType.valueOf(row.getString("invocation_type")),
                Operation.valueOf(row.getString("operation")),
                lineage(row),
                origin(row),
                new Actor(Actor.Kind.valueOf(row.getString("requested_by_kind")), row.getString("requested_by")),
                new Versions(
                        version(row, "previous_version"),
                        version(row, "current_version"),
                        AgentVersion.of(row.getString("target_version"))),
                Times.read(row, "created_at"),
                progress(row),
                row.getInt("revision"));
    }

    static InstanceProfile profile(ResultSet row) throws SQLException {
        return new InstanceProfile(
                InstanceId.of(row.getString("instance_id")),
                row.getString("instance_name"),
                InstanceType.valueOf(row.getString("instance_type")),
                Texts.split(row.getString("intranet_ips")),
                Texts.split(row.getString("elastic_ips")));
    }

    static @Nullable AgentVersion version(ResultSet row, String column) throws SQLException {
        String version = row.getString(column);
        return version == null ? null : AgentVersion.of(version);
    }

    private static Lineage lineage(ResultSet row) throws SQLException {
        return new Lineage(id(row, "retry_of"), id(row, "root"), id(row, "rollback_of"), id(row, "retried_by"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        return new Progress(
                InvocationStatus.valueOf(row.getString("status")),
                Times.readOrNull(row, "started_at"),
                worker(row),
                Times.readOrNull(row, "ended_at"),
                Times.readOrNull(row, "cancel_requested_at"),
                Times.read(row, "updated_at"),
                row.getString("message"),
                row.getBoolean("late"));
    }

    private static @Nullable Worker worker(ResultSet row) throws SQLException {
        String process = row.getString("started_by_process");
        return process == null ? null : new Worker(process, row.getLong("started_by_run"));
    }

    private static @Nullable Origin origin(ResultSet row) throws SQLException {
        String origin = row.getString("origin");
        return origin == null ? null : Origin.valueOf(origin);
    }

    private static @Nullable InvocationId id(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        return id == null ? null : InvocationId.of(id);
    }
}

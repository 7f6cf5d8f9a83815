package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of an invocation, except for its project and its number in the order of storing. */
final class InvocationColumns {
    /** What stays as it was accepted. */
    static final List<Column<Invocation>> FIXED = List.of(
            Column.text("invocation_id", i -> i.id().value()),
            Column.text("instance_id", i -> i.instanceId().value()),
            Column.integer("ordinal", Invocation::ordinal),
            Column.text("instance_name", i -> i.instance().name()),
            Column.text("instance_type", i -> i.instance().type().name()),
            Column.texts("intranet_ips", i -> i.instance().intranetIps()),
            Column.texts("elastic_ips", i -> i.instance().elasticIps()),
            Column.text("invocation_type", i -> i.type().name()),
            Column.text("operation", i -> i.operation().name()),
            Column.text("retry_of", i -> text(i.lineage().retryOf())),
            Column.text("root", i -> text(i.lineage().root())),
            Column.text("rollback_of", i -> text(i.lineage().rollbackOf())),
            Column.text("origin", i -> i.origin() == null ? null : i.origin().name()),
            Column.text("requested_by_kind", i -> i.requestedBy().kind().name()),
            Column.text("requested_by", i -> i.requestedBy().name()),
            Column.text("previous_version", i -> text(i.versions().previous())),
            Column.text("target_version", i -> i.versions().target().value()),
            Column.time("created_at", Invocation::createdAt));

    /** What a change may change. */
    static final List<Column<Invocation>> CHANGING = List.of(
            Column.text("retried_by", i -> text(i.lineage().retriedBy())),
            Column.text("current_version", i -> text(i.versions().current())),
            Column.text("status", i -> i.status().name()),
            Column.time("started_at", i -> i.progress().startedAt()),
            Column.text("started_by_process", i -> process(i.progress().startedBy())),
            Column.bigint("started_by_run", i -> run(i.progress().startedBy())),
            Column.time("ended_at", i -> i.progress().endedAt()),
            Column.time("cancel_requested_at", i -> i.progress().cancelRequestedAt()),
            Column.time("updated_at", i -> i.progress().updatedAt()),
            Column.text("message", i -> i.progress().message()),
            Column.flag("late", i -> i.progress().late()),
            Column.integer("revision", Invocation::revision));

    static final List<Column<Invocation>> ALL =
            Stream.concat(FIXED.stream(), CHANGING.stream()).toList();

    private InvocationColumns() {}

    /** {@return what an invocation of this status is counted as} */
    static Counts.Kind kind(ProjectId project, Invocation invocation, InvocationStatus status) {
        return new Counts.Kind(
                project.value(),
                invocation.instance().type().name(),
                invocation.type().name(),
                status.name());
    }

    private static @Nullable String text(@Nullable InvocationId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String text(@Nullable AgentVersion version) {
        return version == null ? null : version.value();
    }

    private static @Nullable String process(@Nullable Worker worker) {
        return worker == null ? null : worker.process();
    }

    private static @Nullable Long run(@Nullable Worker worker) {
        return worker == null ? null : worker.run();
    }
}

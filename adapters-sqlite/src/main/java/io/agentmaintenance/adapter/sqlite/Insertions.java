package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores new invocations. No other thread writes meanwhile, so what is read here still holds when the entry is written. */
final class Insertions {
    private static final String INSERT = "insert into invocation (project_id, " + Column.names(InvocationColumns.ALL)
            + ") values (?, " + Column.parameters(InvocationColumns.ALL)
            + ") on conflict (project_id, invocation_id) do nothing";

    private static final String LINK =
            "update invocation set retried_by = ?, revision = revision + 1 where project_id = ? and invocation_id = ?";

    private final Database database;

    Insertions(Database database) {
        this.database = database;
    }

    List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return database.write("store invocations", session -> {
            Counts.Deltas counts = new Counts.Deltas();
            List<WriteOutcome> outcomes = new ArrayList<>(insertions.size());
            for (Insertion insertion : insertions) {
                outcomes.add(insert(session, project, insertion, counts));
            }
            counts.store(session);
            return outcomes;
        });
    }

    private static WriteOutcome insert(Session session, ProjectId project, Insertion insertion, Counts.Deltas counts)
            throws SQLException {
        Invocation invocation = insertion.invocation();
        if (isFree(session, project, insertion)
                && isCurrent(session, project, insertion.link())
                && isInserted(session, project, invocation)) {
            link(session, project, insertion);
            JournalTable.write(session, project, JournalEntry.accepted(invocation));
            counts.add(InvocationColumns.kind(project, invocation, invocation.status()), 1);
            return WriteOutcome.STORED;
        }
        Invocation stored = Lookups.find(session, project, invocation.id());
        boolean isRepeated = stored != null && stored.wasAcceptedAs(invocation);
        return isRepeated ? WriteOutcome.STORED : WriteOutcome.CONFLICT;
    }

    private static boolean isInserted(Session session, ProjectId project, Invocation invocation) throws SQLException {
        PreparedStatement statement = session.statement(INSERT);
        statement.setString(1, project.value());
        Column.set(statement, 2, InvocationColumns.ALL, invocation);
        return statement.executeUpdate() == 1;
    }

    /** {@return whether the newest invocation of the instance is still the one that was read, and has ended} */
    private static boolean isFree(Session session, ProjectId project, Insertion insertion) throws SQLException {
        InvocationState newest =
                InvocationState.newest(session, project, insertion.invocation().instanceId());
        Invocation latest = insertion.latest();
        if (newest == null || latest == null) {
            return newest == null && latest == null;
        }
        return newest.id().equals(latest.id())
                && newest.revision() == latest.revision()
                && !newest.status().isActive();
    }

    private static boolean isCurrent(Session session, ProjectId project, @Nullable RetryLink link) throws SQLException {
        if (link == null) {
            return true;
        }
        InvocationState original = InvocationState.of(session, project, link.original());
        return original != null && original.revision() == link.revision();
    }

    private static void link(Session session, ProjectId project, Insertion insertion) throws SQLException {
        RetryLink link = insertion.link();
        if (link != null) {
            PreparedStatement statement = session.statement(LINK);
            statement.setString(1, insertion.invocation().id().value());
            statement.setString(2, project.value());
            statement.setString(3, link.original().value());
            statement.executeUpdate();
        }
    }
}

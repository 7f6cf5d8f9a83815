package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores changes of invocations. */
final class Updates {
    private static final String UPDATE = "update invocation set " + Column.assignments(InvocationColumns.CHANGING)
            + " where project_id = ? and invocation_id = ?";

    private final Database database;

    Updates(Database database) {
        this.database = database;
    }

    List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return database.write("store changes of invocations", session -> {
            Counts.Deltas counts = new Counts.Deltas();
            List<WriteOutcome> outcomes = new ArrayList<>(updates.size());
            for (InvocationUpdate update : updates) {
                outcomes.add(update(session, project, update, counts));
            }
            counts.store(session);
            return outcomes;
        });
    }

    private static WriteOutcome update(
            Session session, ProjectId project, InvocationUpdate update, Counts.Deltas counts) throws SQLException {
        if (!isCurrent(session, project, update.change()) || !isCurrent(session, project, update.alongside())) {
            return WriteOutcome.CONFLICT;
        }
        store(session, project, update.change(), update.actor(), counts);
        store(session, project, update.alongside(), update.actor(), counts);
        return WriteOutcome.STORED;
    }

    private static boolean isCurrent(Session session, ProjectId project, @Nullable InvocationChange change)
            throws SQLException {
        if (change == null) {
            return true;
        }
        InvocationState stored =
                InvocationState.of(session, project, change.before().id());
        return stored != null && stored.revision() == change.before().revision();
    }

    private static void store(
            Session session, ProjectId project, @Nullable InvocationChange change, Actor actor, Counts.Deltas counts)
            throws SQLException {
        if (change == null) {
            return;
        }
        Invocation after = change.after();
        PreparedStatement statement = session.statement(UPDATE);
        int next = Column.set(statement, 1, InvocationColumns.CHANGING, after);
        statement.setString(next, project.value());
        statement.setString(next + 1, after.id().value());
        statement.executeUpdate();
        if (JournalEntry.records(change)) {
            JournalTable.write(session, project, JournalEntry.changed(change, actor));
        }
        if (change.isTransition()) {
            counts.add(InvocationColumns.kind(project, after, change.before().status()), -1);
            counts.add(InvocationColumns.kind(project, after, after.status()), 1);
        }
    }
}

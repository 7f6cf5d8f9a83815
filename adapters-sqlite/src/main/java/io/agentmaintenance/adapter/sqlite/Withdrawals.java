package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes insertions back. */
final class Withdrawals {
    private static final String DELETE = "delete from invocation where project_id = ? and invocation_id = ?";

    private static final String UNLINK = """
            update invocation
            set retried_by = null, revision = revision + 1
            where project_id = ? and invocation_id = ? and retried_by = ?
            """;

    private final Database database;

    Withdrawals(Database database) {
        this.database = database;
    }

    List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return database.write("withdraw invocations", session -> {
            Counts.Deltas counts = new Counts.Deltas();
            List<WriteOutcome> outcomes = new ArrayList<>(withdrawals.size());
            for (Withdrawal withdrawal : withdrawals) {
                outcomes.add(withdraw(session, project, withdrawal, counts));
            }
            counts.store(session);
            return outcomes;
        });
    }

    private static WriteOutcome withdraw(
            Session session, ProjectId project, Withdrawal withdrawal, Counts.Deltas counts) throws SQLException {
        Invocation invocation = withdrawal.invocation();
        InvocationState stored = InvocationState.of(session, project, invocation.id());
        if (stored == null || stored.revision() != 1) {
            return WriteOutcome.CONFLICT;
        }
        PreparedStatement statement = session.statement(DELETE);
        statement.setString(1, project.value());
        statement.setString(2, invocation.id().value());
        statement.executeUpdate();
        unlink(session, project, invocation);
        JournalTable.write(session, project, JournalEntry.withdrawn(invocation, withdrawal.at()));
        counts.add(InvocationColumns.kind(project, invocation, stored.status()), -1);
        return WriteOutcome.STORED;
    }

    private static void unlink(Session session, ProjectId project, Invocation retry) throws SQLException {
        InvocationId original = retry.lineage().retryOf();
        if (original != null) {
            PreparedStatement statement = session.statement(UNLINK);
            statement.setString(1, project.value());
            statement.setString(2, original.value());
            statement.setString(3, retry.id().value());
            statement.executeUpdate();
        }
    }
}

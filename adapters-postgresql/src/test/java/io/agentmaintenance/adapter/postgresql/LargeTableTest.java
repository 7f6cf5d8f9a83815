package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.InvocationQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a large table,")
class LargeTableTest {
    private static final int ROWS = 100_000;
    // The driver keeps a statement after five times.
    private static final int UNTIL_STATEMENTS_ARE_KEPT = 8;
    /** The default of jit_above_cost: the server compiles a more expensive plan, which takes longer than a page. */
    private static final double COMPILED_ABOVE = 100_000;

    private static final Pattern COST = Pattern.compile("cost=\\S+\\.\\.(\\S+) ");

    @Test
    @DisplayName("the plan of a page is cheap, so that the server does not compile it each time")
    void plansPagesCheaply() throws SQLException {
        try (TestStore store = TestStore.withOneConnection()) {
            InvocationRepository repository = store.store().repository();
            repository.insert(PROJECT, Tasks.batch("first", 1));
            try (Connection connection = store.pool().getConnection();
                    Statement statement = connection.createStatement()) {
                copyFirstRow(statement, store.schema());
            }
            for (int i = 0; i < UNTIL_STATEMENTS_ARE_KEPT; i++) {
                repository.find(InvocationQuery.newest(PROJECT));
            }
            assertThat(costOfPage(store)).isLessThan(COMPILED_ABOVE);
        }
    }

    @Test
    @DisplayName("forgetting entries of the journal does not read all of them")
    void forgetsWithoutReadingTheWholeJournal() throws SQLException {
        TestServer.assumeAtLeast(15, "PostgreSQL 14 tells its statistics too late");
        try (TestStore store = TestStore.withOneConnection()) {
            for (int i = 0; i < 50; i++) {
                store.store().repository().insert(PROJECT, Tasks.batch("task" + i, 10));
            }
            try (Connection connection = store.pool().getConnection();
                    Statement statement = connection.createStatement()) {
                // A table of a few pages is read as a whole at any rate.
                statement.execute("set enable_seqscan = off");
            }
            long before = entriesRead(store);
            assertThat(store.store().journal().forget(Instant.EPOCH, 10)).isZero();
            assertThat(entriesRead(store) - before).as("entries read").isBetween(10L, 100L);
        }
    }

    private static void copyFirstRow(Statement statement, String schema) throws SQLException {
        String table = schema + ".invocation";
        String columns = text(
                statement,
                "select string_agg(column_name, ', ') from information_schema.columns where table_schema = '" + schema
                        + "' and table_name = 'invocation'");
        String values = columns.replaceAll("\\b(invocation_id|instance_id)\\b", "$1 || n")
                .replaceAll("\\bseq\\b", "seq + n");
        statement.execute("insert into " + table + " (" + columns + ") select " + values + " from " + table
                + ", generate_series(1, " + ROWS + ") n");
        statement.execute("analyze " + table);
    }

    private static double costOfPage(TestStore store) throws SQLException {
        try (Connection connection = store.pool().getConnection();
                Statement statement = connection.createStatement()) {
            String name = text(statement, "select name from pg_prepared_statements where statement like '%newest%'");
            statement.execute("set plan_cache_mode = force_generic_plan");
            String plan = text(
                    statement,
                    "explain execute \"" + name + "\" ('" + PROJECT.value() + "', null, null, null, 0, 100)");
            Matcher cost = COST.matcher(plan);
            assertThat(cost.find()).as(plan).isTrue();
            return Double.parseDouble(cost.group(1));
        }
    }

    private static long entriesRead(TestStore store) throws SQLException {
        try (Connection connection = store.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_stat_force_next_flush()");
            return Long.parseLong(text(
                    statement,
                    "select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where schemaname = '" + store.schema()
                            + "' and relname = 'step'"));
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}

package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries for invocations: a page and the number of all that match, out of one snapshot.
 *
 * <p>A page in the second half is read from the other end, so the deepest page costs as little as the first one. A filter by type or state is
 * one range of an index for each kind that matches. SQLite merges them, and reads no more than it skips and returns.
 */
final class Pages {
    private static final String UNFILTERED = """
            select * from invocation
            where project_id = ?
            order by seq ${direction}
            limit ? offset ?
            """;

    private static final String FILTERED = """
            select * from invocation
            where seq in (
                ${kinds}
                order by seq ${direction}
                limit ? offset ?
            )
            order by seq ${direction}
            """;

    private static final String KIND = """
            select seq from invocation
                where project_id = ? and instance_type = ? and invocation_type = ? and status = ?
            """;

    private static final String OF_INSTANCE = """
            from invocation
            where project_id = ?1 and instance_id = ?2
                and (?3 is null or instance_type = ?3)
                and (?4 is null or invocation_type = ?4)
                and (?5 is null or status = ?5)
            """;

    private static final String NUMBER_OF_INSTANCE = "select count(*) as number " + OF_INSTANCE;

    private static final String PAGE_OF_INSTANCE =
            "select * " + OF_INSTANCE + " order by ordinal desc limit ?6 offset ?7";

    /** A part of the list, counted from one of its ends. */
    private record Part(boolean isFromNewest, long skip, long size) {
        static Part of(InvocationQuery query, long number) {
            long size = Math.max(0, Math.min(query.limit(), number - query.offset()));
            return query.offset() <= number / 2
                    ? new Part(true, query.offset(), size)
                    : new Part(false, number - query.offset() - size, size);
        }

        String in(String sql) {
            return sql.replace("${direction}", isFromNewest ? "desc" : "asc");
        }
    }

    private final Database database;

    Pages(Database database) {
        this.database = database;
    }

    InvocationPage find(InvocationQuery query) {
        return database.read("list invocations", session -> {
            if (query.invocationId() != null) {
                return ofOne(query, Lookups.find(session, query.project(), query.invocationId()));
            }
            return query.instanceId() == null ? ofAll(session, query) : ofInstance(session, query);
        });
    }

    private static InvocationPage ofOne(InvocationQuery query, @Nullable Invocation found) {
        if (found == null || !query.matches(found)) {
            return InvocationPage.empty();
        }
        return new InvocationPage(query.offset() == 0 ? List.of(found) : List.of(), 1);
    }

    private static InvocationPage ofInstance(Session session, InvocationQuery query) throws SQLException {
        PreparedStatement number = session.statement(NUMBER_OF_INSTANCE);
        setInstance(number, query);
        PreparedStatement page = session.statement(PAGE_OF_INSTANCE);
        setInstance(page, query);
        page.setLong(6, query.limit());
        page.setLong(7, query.offset());
        return new InvocationPage(
                Rows.read(page, Rows::invocation),
                Rows.read(number, row -> row.getLong("number")).get(0));
    }

    private static void setInstance(PreparedStatement statement, InvocationQuery query) throws SQLException {
        statement.setString(1, query.project().value());
        statement.setString(
                2, query.instanceId() == null ? null : query.instanceId().value());
        statement.setString(3, name(query.instanceType()));
        statement.setString(4, name(query.type()));
        statement.setString(5, name(query.status()));
    }

    private static InvocationPage ofAll(Session session, InvocationQuery query) throws SQLException {
        List<InvocationCount> kinds = Counts.counts(session, query.project()).stream()
                .filter(kind -> matches(query, kind))
                .toList();
        long number = kinds.stream().mapToLong(InvocationCount::count).sum();
        Part part = Part.of(query, number);
        if (part.size() == 0) {
            return new InvocationPage(List.of(), number);
        }
        PreparedStatement page =
                isFiltered(query) ? filtered(session, query, kinds, part) : unfiltered(session, query, part);
        List<Invocation> invocations = new ArrayList<>(Rows.read(page, Rows::invocation));
        if (!part.isFromNewest()) {
            Collections.reverse(invocations);
        }
        return new InvocationPage(invocations, number);
    }

    private static PreparedStatement unfiltered(Session session, InvocationQuery query, Part part) throws SQLException {
        PreparedStatement statement = session.statement(part.in(UNFILTERED));
        statement.setString(1, query.project().value());
        statement.setLong(2, part.size());
        statement.setLong(3, part.skip());
        return statement;
    }

    private static PreparedStatement filtered(
            Session session, InvocationQuery query, List<InvocationCount> kinds, Part part) throws SQLException {
        String ranges = kinds.stream().map(kind -> KIND).collect(Collectors.joining(" union all "));
        PreparedStatement statement = session.statement(part.in(FILTERED).replace("${kinds}", ranges));
        int next = 1;
        for (InvocationCount kind : kinds) {
            statement.setString(next++, query.project().value());
            statement.setString(next++, kind.instanceType().name());
            statement.setString(next++, kind.type().name());
            statement.setString(next++, kind.status().name());
        }
        statement.setLong(next++, part.size());
        statement.setLong(next, part.skip());
        return statement;
    }

    private static boolean isFiltered(InvocationQuery query) {
        return query.instanceType() != null || query.type() != null || query.status() != null;
    }

    private static boolean matches(InvocationQuery query, InvocationCount kind) {
        return (query.instanceType() == null || query.instanceType() == kind.instanceType())
                && (query.type() == null || query.type() == kind.type())
                && (query.status() == null || query.status() == kind.status());
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}

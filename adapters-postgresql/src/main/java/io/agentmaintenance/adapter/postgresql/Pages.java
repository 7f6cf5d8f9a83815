package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries for invocations: a page and the number of all that match, out of one snapshot.
 *
 * <p>A page in the second half is read from the other end, so the deepest page costs as little as the first one.
 */
final class Pages {
    private static final String OF_SOME = """
            with asked as (
                select ?::text as project_id, ?::text as instance_type, ?::text as invocation_type, ?::text as status,
                    ?::bigint as skip, ?::bigint as size
            ), matching as materialized (
                select i.seq
                from asked
                join ${schema}.invocation i using (project_id)
                where ${condition}
                    and (asked.instance_type is null or i.instance_type = asked.instance_type)
                    and (asked.invocation_type is null or i.invocation_type = asked.invocation_type)
                    and (asked.status is null or i.status = asked.status)
            ), total as materialized (
                select count(*) as number from matching
            ), page as (
                select seq from matching order by seq desc offset (select skip from asked) limit (select size from asked)
            )
            ${rows}
            """;

    private static final String OF_ALL = """
            with asked as (
                select ?::text as project_id, ?::text as instance_type, ?::text as invocation_type, ?::text as status,
                    ?::bigint as skip, ?::bigint as size
            ), kind as materialized (
                select c.instance_type, c.invocation_type, c.status, sum(c.delta) as number
                from asked
                join ${schema}.invocation_count c using (project_id)
                where (asked.instance_type is null or c.instance_type = asked.instance_type)
                    and (asked.invocation_type is null or c.invocation_type = asked.invocation_type)
                    and (asked.status is null or c.status = asked.status)
                group by c.instance_type, c.invocation_type, c.status
                having sum(c.delta) > 0
            ), total as materialized (
                select coalesce(sum(number), 0)::bigint as number from kind
            ), part as materialized (
                select
                    case when isnear then skip else greatest(number - skip - size, 0) end as skip,
                    case when isnear then size else 0 end as newest,
                    case when isnear then 0 else greatest(least(size, number - skip), 0) end as oldest
                from total, asked, lateral (select skip <= number / 2 as isnear) way
            ), page as (
                ${newest}
                union all
                ${oldest}
            )
            ${rows}
            """;

    private static final String UNFILTERED = """
            (
                select i.seq
                from ${schema}.invocation i
                where i.project_id = (select project_id from asked)
                order by i.seq ${direction}
                offset (select skip from part) limit (select ${size} from part)
            )""";

    // The limit inside: of each kind no more is read than can be on the page.
    private static final String FILTERED = """
            (
                select i.seq
                from kind
                cross join lateral (
                    select seq
                    from ${schema}.invocation
                    where project_id = (select project_id from asked)
                        and instance_type = kind.instance_type
                        and invocation_type = kind.invocation_type
                        and status = kind.status
                    order by seq ${direction}
                    limit (select case when ${size} = 0 then 0 else skip + ${size} end from part)
                ) i
                order by i.seq ${direction}
                offset (select skip from part) limit (select ${size} from part)
            )""";

    // The numbers as an array: the planner expects few rows then, and does not spend time on a plan for many.
    private static final String ROWS = """
            select total.number, i.*
            from total
            left join (
                select *
                from ${schema}.invocation
                where project_id = (select project_id from asked) and seq = any (array(select seq from page))
            ) i on true
            order by i.seq desc
            """;

    private final Database database;
    private final String byId;
    private final String byInstance;
    private final String filtered;
    private final String unfiltered;

    Pages(Database database) {
        this.database = database;
        byId = some("i.invocation_id = ? and i.instance_id = coalesce(?, i.instance_id)");
        byInstance = some("i.instance_id = ?");
        filtered = all(FILTERED);
        unfiltered = all(UNFILTERED);
    }

    InvocationPage find(InvocationQuery query) {
        InvocationId id = query.invocationId();
        InstanceId instance = query.instanceId();
        if (id != null) {
            return read(query, byId, id.value(), instance == null ? null : instance.value());
        }
        if (instance != null) {
            return read(query, byInstance, instance.value());
        }
        return read(query, isFiltered(query) ? filtered : unfiltered);
    }

    private InvocationPage read(InvocationQuery query, String sql, @Nullable String... keys) {
        return database.run("list invocations", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, query.project().value());
                statement.setString(2, name(query.instanceType()));
                statement.setString(3, name(query.type()));
                statement.setString(4, name(query.status()));
                statement.setLong(5, query.offset());
                statement.setLong(6, query.limit());
                for (int i = 0; i < keys.length; i++) {
                    statement.setString(7 + i, keys[i]);
                }
                return page(statement);
            }
        });
    }

    private static InvocationPage page(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<Invocation> invocations = new ArrayList<>();
            long number = 0;
            while (row.next()) {
                number = row.getLong("number");
                if (row.getString("invocation_id") != null) {
                    invocations.add(Rows.invocation(row));
                }
            }
            return new InvocationPage(invocations, number);
        }
    }

    private String some(String condition) {
        return database.sql(OF_SOME.replace("${condition}", condition).replace("${rows}", ROWS));
    }

    private String all(String part) {
        return database.sql(OF_ALL.replace("${newest}", part(part, "desc", "newest"))
                .replace("${oldest}", part(part, "asc", "oldest"))
                .replace("${rows}", ROWS));
    }

    private static String part(String part, String direction, String size) {
        return part.replace("${direction}", direction).replace("${size}", size);
    }

    private static boolean isFiltered(InvocationQuery query) {
        return query.instanceType() != null || query.type() != null || query.status() != null;
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}

package io.agentmaintenance.adapter.http;

import io.agentmaintenance.application.port.in.FindInvocationsCommand;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of the list into a raw command. The query is form encoded: a plus sign means a blank. A parameter with an
 * empty value counts as absent, unless the host has set strict mode. What cannot be decoded, is given twice, or is not a
 * number within its bounds, is noted.
 */
final class QueryParameters {
    private static final String PROJECT = "project_id";
    private static final List<String> FIELDS = List.of(
            PROJECT,
            "instance_id",
            "instance_type",
            "invocation_id",
            "invocation_type",
            "invocation_target",
            "offset",
            "limit");
    private static final int MAX_NOTES = 100;
    // More digits than any bound has, fewer than a long can hold.
    private static final int MAX_DIGITS = 18;

    private final Map<String, String> values = new HashMap<>();
    private final List<FieldViolation> unreadable = new ArrayList<>();
    private final boolean strict;

    private QueryParameters(boolean strict) {
        this.strict = strict;
    }

    static ParsedRequest<FindInvocationsCommand> read(@Nullable String query, ProjectId project, boolean strict) {
        QueryParameters parameters = new QueryParameters(strict);
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                if (!pair.isEmpty()) {
                    parameters.add(pair);
                }
            }
        }
        FindInvocationsCommand command = parameters.command(project);
        return new ParsedRequest<>(FIELDS, command, parameters.unreadable);
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = PercentEncoding.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
        if (name == null) {
            note("query", "must be percent-encoded UTF-8");
        } else if (value == null) {
            note(Names.harmless(name), "must be percent-encoded UTF-8");
        } else if (!isKnown(name)) {
            if (strict) {
                note(Names.harmless(name), "is not a known parameter");
            }
        } else if (values.putIfAbsent(name, value) != null) {
            note(name, "must be given at most once");
        }
    }

    // The project is known, but it is part of the path.
    private static boolean isKnown(String name) {
        return FIELDS.contains(name) && !name.equals(PROJECT);
    }

    private void note(String field, String message) {
        if (unreadable.size() < MAX_NOTES) {
            unreadable.add(new FieldViolation(field, message));
        }
    }

    private FindInvocationsCommand command(ProjectId project) {
        return new FindInvocationsCommand(
                project,
                value("instance_id"),
                value("instance_type"),
                value("invocation_id"),
                value("invocation_type"),
                value("invocation_target"),
                number("offset", 0, InvocationQuery.MAX_OFFSET, 0),
                (int) number("limit", 1, InvocationQuery.MAX_LIMIT, InvocationQuery.MAX_LIMIT));
    }

    private @Nullable String value(String name) {
        String value = values.get(name);
        return value != null && value.isEmpty() && !strict ? null : value;
    }

    /** The number of a parameter. It has the default if it is absent, or noted because it cannot be read. */
    private long number(String name, long min, long max, long defaultNumber) {
        String digits = value(name);
        if (digits == null || unreadable.stream().anyMatch(v -> v.field().equals(name))) {
            return defaultNumber;
        }
        if (digits.length() <= MAX_DIGITS && digits.matches("[0-9]+")) {
            long number = Long.parseLong(digits);
            if (number >= min && number <= max) {
                return number;
            }
        }
        unreadable.add(new FieldViolation(name, "must be a whole number from " + min + " to " + max));
        return defaultNumber;
    }
}

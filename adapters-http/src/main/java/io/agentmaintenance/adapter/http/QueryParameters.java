package io.agentmaintenance.adapter.http;

import io.agentmaintenance.application.port.in.FindInvocationsCommand;
import io.agentmaintenance.domain.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query of the list, read into a raw command: form encoding, where a plus sign means a blank. A parameter without a value
 * has the empty one. What can not be decoded, or is given twice, is noted.
 */
final class QueryParameters {
    private static final Set<String> KNOWN = Set.of(
            "instance_id", "instance_type", "invocation_id", "invocation_type", "invocation_target", "offset", "limit");
    private static final int MAX_NOTES = 100;

    private final Map<String, String> values = new HashMap<>();
    private final List<Violation> unreadable = new ArrayList<>(0);
    private final boolean strict;

    private QueryParameters(boolean strict) {
        this.strict = strict;
    }

    static FindInvocationsCommand read(@Nullable String query, String project, boolean strict) {
        QueryParameters parameters = new QueryParameters(strict);
        if (query != null) {
            parameters.addAll(query);
        }
        return parameters.command(project);
    }

    private void addAll(String query) {
        for (int start = 0; start < query.length(); ) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (end > start) {
                add(query.substring(start, end));
            }
            start = end + 1;
        }
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = Percent.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
        if (name == null) {
            note("query", "must be percent-encoded UTF-8");
        } else if (value == null) {
            note(Names.harmless(name), "must be percent-encoded UTF-8");
        } else if (!KNOWN.contains(name)) {
            if (strict) {
                note(Names.harmless(name), "is not a known parameter");
            }
        } else if (values.putIfAbsent(name, value) != null) {
            note(name, "must be given at most once");
        }
    }

    private void note(String field, String message) {
        if (unreadable.size() < MAX_NOTES) {
            unreadable.add(new Violation(field, message));
        }
    }

    private FindInvocationsCommand command(String project) {
        return new FindInvocationsCommand(
                project,
                values.get("instance_id"),
                values.get("instance_type"),
                values.get("invocation_id"),
                values.get("invocation_type"),
                values.get("invocation_target"),
                values.get("offset"),
                values.get("limit"),
                unreadable);
    }
}

package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestHeaders;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** The header fields of a request, as Jetty has them. */
record JettyHeaders(HttpFields fields) implements RequestHeaders {
    @Override
    public @Nullable String first(String name) {
        return fields.get(name);
    }

    @Override
    public List<String> all(String name) {
        List<String> all = List.of();
        // By number, because an iterator would be made anew for every question.
        for (int i = 0; i < fields.size(); i++) {
            HttpField field = fields.getField(i);
            if (field.is(name)) {
                all = with(all, field.getValue());
            }
        }
        return all;
    }

    private static List<String> with(List<String> values, String another) {
        if (values.isEmpty()) {
            return List.of(another); // As it nearly always is.
        }
        List<String> all = new ArrayList<>(values);
        all.add(another);
        return all;
    }
}

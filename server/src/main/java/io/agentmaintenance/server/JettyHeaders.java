package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestHeaders;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** The header fields of a request, read from Jetty. */
record JettyHeaders(HttpFields fields) implements RequestHeaders {
    @Override
    public @Nullable String first(String name) {
        return fields.get(name);
    }

    @Override
    public List<String> all(String name) {
        return fields.getValuesList(name);
    }
}

package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.RequestHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of a request that has nothing but a token. Shows nothing. */
final class TokenHeader implements RequestHeaders {
    private static final String NAME = "X-Auth-Token";

    private final String token;

    TokenHeader(String token) {
        this.token = token;
    }

    @Override
    public @Nullable String first(String name) {
        return name.equalsIgnoreCase(NAME) ? token : null;
    }

    @Override
    public List<String> all(String name) {
        return name.equalsIgnoreCase(NAME) ? List.of(token) : List.of();
    }
}

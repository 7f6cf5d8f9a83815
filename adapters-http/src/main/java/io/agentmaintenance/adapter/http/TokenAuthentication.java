package io.agentmaintenance.adapter.http;

import java.util.List;

/** Knows a caller by the token in the header {@code X-Auth-Token}. Thread-safe. */
public final class TokenAuthentication implements Authentication {
    private static final String HEADER = "X-Auth-Token";

    private final TokenStore tokens;

    /**
     * Looks tokens up in a store.
     *
     * @param tokens the tokens in force; what is added or revoked later counts at once
     */
    public TokenAuthentication(TokenStore tokens) {
        this.tokens = tokens;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An empty header is as good as none. A repeated one proves nothing.
     */
    @Override
    public Verdict authenticate(ApiRequest request) {
        List<String> sent = request.headers().all(HEADER);
        if (sent.isEmpty() || (sent.size() == 1 && sent.get(0).isEmpty())) {
            return new Verdict.NotPresent();
        }
        if (sent.size() > 1) {
            return new Verdict.Disproven("more than one token");
        }
        Verdict.Proven proven = tokens.prove(sent.get(0));
        return proven == null ? new Verdict.Disproven("token unknown or expired") : proven;
    }
}

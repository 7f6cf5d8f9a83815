package io.agentmaintenance.adapter.http;

import java.util.List;

/** Authenticates a caller by the token in the header {@code X-Auth-Token}. Thread-safe. */
public final class TokenAuthentication implements Authentication {
    private static final String HEADER = "X-Auth-Token";

    private final TokenStore tokens;

    /**
     * Creates the authentication.
     *
     * @param tokens the tokens in force; later changes count at once
     */
    public TokenAuthentication(TokenStore tokens) {
        this.tokens = tokens;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An empty header counts as absent. A repeated one is not valid.
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

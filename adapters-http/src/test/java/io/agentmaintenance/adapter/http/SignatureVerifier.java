package io.agentmaintenance.adapter.http;

import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The verifier of the tests: one permanent and one temporary key, at the time at which the examples were signed. */
final class SignatureVerifier {
    static final Instant SIGNED_AT = Instant.parse("2026-11-23T08:00:00Z");
    static final String TEMPORARY_KEY = "AKTEMPORARY00000001";
    static final String SECURITY_TOKEN = "marker-of-the-temporary-key";

    static final Caller ALICE = caller("alice");
    static final Caller TEMPORARY_ALICE = caller("alice for a while");

    private SignatureVerifier() {}

    static SignatureAuthentication at(Instant now) {
        return new SignatureAuthentication(
                AccessKeys.of(List.of(
                        AccessKey.permanent(SignatureRequest.KEY, SignatureRequest.SECRET.toCharArray(), ALICE),
                        AccessKey.temporary(
                                TEMPORARY_KEY,
                                SignatureRequest.SECRET.toCharArray(),
                                SECURITY_TOKEN.toCharArray(),
                                TEMPORARY_ALICE))),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    static Verdict verdict(SignatureRequest request) {
        return at(SIGNED_AT).authenticate(request.asSent());
    }

    static Caller caller(String name) {
        return new Caller() {
            @Override
            public Grant grant(ProjectId project) {
                return new Grant(Set.of(Action.values()), null);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}

package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.AccessKey;
import io.agentmaintenance.adapter.http.AccessKeys;
import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Grant;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.SignatureAuthentication;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.emulator.iam.IssuedTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens and access keys of the configuration. Several projects may name the same one; each entry's actions and expiry
 * count in its own project only.
 */
final class Credentials {
    private final TokenStore tokens;
    private final AccessKeys keys;
    private final Clock clock;
    private final @Nullable IssuedTokens issued;

    /** Reads the credentials. If there is an identity stand-in, the tokens can be exchanged for those that it issues. */
    Credentials(ServerConfiguration configuration, Clock clock, @Nullable IssuedTokens issued) {
        this.clock = clock;
        this.issued = issued;
        tokens = new TokenStore(clock);
        Map<String, Entries<ProjectConfiguration.Token>> byToken = new LinkedHashMap<>();
        Map<String, Entries<ProjectConfiguration.Key>> byKey = new LinkedHashMap<>();
        for (ProjectConfiguration project : configuration.projects()) {
            ProjectId id = ProjectId.of(project.id());
            for (ProjectConfiguration.Token token : project.tokensOrNone()) {
                byToken.computeIfAbsent(token.value(), t -> new Entries<>(token))
                        .grants
                        .put(id, new Grant(actions(token.actions()), token.expires()));
            }
            for (ProjectConfiguration.Key key : project.keysOrNone()) {
                byKey.computeIfAbsent(key.access(), k -> new Entries<>(key))
                        .grants
                        .put(id, new Grant(actions(key.actions()), null));
            }
        }
        byToken.forEach(this::add);
        List<AccessKey> accessKeys = new ArrayList<>();
        byKey.values().forEach(entries -> accessKeys.add(accessKey(entries.first, entries.grants)));
        keys = AccessKeys.of(accessKeys);
    }

    /** The signature first: a client that signs may send a token beside it, which is then just a header. */
    Authentication authentication() {
        List<Authentication> ways = new ArrayList<>();
        ways.add(new SignatureAuthentication(keys, clock));
        if (issued != null) {
            ways.add(issued);
        }
        ways.add(new TokenAuthentication(tokens));
        return Authentication.firstOf(ways);
    }

    private void add(String token, Entries<ProjectConfiguration.Token> entries) {
        ProjectCaller caller = new ProjectCaller(entries.first.name(), entries.grants);
        Instant expiry = latestExpiry(entries.grants.values());
        tokens.add(token, caller, expiry);
        if (issued != null) {
            issued.addExchangeable(token, caller, expiry);
        }
    }

    static Set<Action> actions(@Nullable List<String> names) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (String name : names == null ? List.of("create", "list", "status") : names) {
            actions.add(
                    switch (name) {
                        case "create" -> Action.CREATE_INVOCATIONS;
                        case "list" -> Action.LIST_INVOCATIONS;
                        default -> Action.LIST_STATUSES;
                    });
        }
        return actions;
    }

    private static AccessKey accessKey(ProjectConfiguration.Key key, Map<ProjectId, Grant> grants) {
        ProjectCaller caller = new ProjectCaller(key.name(), grants);
        char[] secret = key.secret().toCharArray();
        String securityToken = key.securityToken();
        return securityToken == null
                ? AccessKey.permanent(key.access(), secret, caller)
                : AccessKey.temporary(key.access(), secret, securityToken.toCharArray(), caller);
    }

    /** When the last of the grants expires; null if one of them does not expire. */
    private static @Nullable Instant latestExpiry(Collection<Grant> grants) {
        Instant latest = Instant.MIN;
        for (Grant grant : grants) {
            Instant expiry = grant.expiry();
            if (expiry == null) {
                return null;
            }
            latest = expiry.isAfter(latest) ? expiry : latest;
        }
        return latest;
    }

    /** The first of the entries that name the same token or key, and the rights that all of them give. */
    private static final class Entries<T> {
        private final T first;
        private final Map<ProjectId, Grant> grants = new LinkedHashMap<>();

        private Entries(T first) {
            this.first = first;
        }
    }
}

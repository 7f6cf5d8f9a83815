package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Grant;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Permission;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Token;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The authentication by the tokens of the properties. */
final class Tokens {
    private static final Set<Action> ALL = Set.of(Action.values());
    private static final Map<Permission, Action> ACTIONS = Map.of(
            Permission.CREATE, Action.CREATE_INVOCATIONS,
            Permission.LIST, Action.LIST_INVOCATIONS,
            Permission.STATUS, Action.LIST_STATUSES);

    private Tokens() {}

    /** Fails if there is no token, and the servers are not those of the demo: everybody knows its token. */
    static Authentication authentication(AgentMaintenanceProperties properties, boolean isDemo, Clock clock) {
        TokenStore store = new TokenStore(clock);
        if (properties.tokens().isEmpty()) {
            if (!isDemo) {
                throw SetupFailure.noAuthentication(properties.demo());
            }
            Demo.addTo(store);
        }
        byValue(properties.tokens()).forEach((value, entries) -> {
            Map<ProjectId, Grant> grants = grants(entries);
            store.add(
                    value,
                    new ProjectCaller(String.valueOf(entries.get(0).name()), grants),
                    latestExpiry(grants.values()));
        });
        return new TokenAuthentication(store);
    }

    private static Map<String, List<Token>> byValue(List<Token> tokens) {
        return tokens.stream()
                .collect(Collectors.groupingBy(
                        token -> String.valueOf(token.value()), LinkedHashMap::new, Collectors.toList()));
    }

    private static Map<ProjectId, Grant> grants(List<Token> entries) {
        return entries.stream()
                .collect(Collectors.toMap(
                        token -> ProjectId.of(String.valueOf(token.project())),
                        token -> new Grant(actions(token), token.expires())));
    }

    private static Set<Action> actions(Token token) {
        Set<Permission> permitted = token.actions();
        return permitted == null
                ? ALL
                : ALL.stream()
                        .filter(action -> permitted.stream().anyMatch(permission -> ACTIONS.get(permission) == action))
                        .collect(Collectors.toSet());
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
}

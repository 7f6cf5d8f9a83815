package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.AccessKey;
import io.agentmaintenance.adapter.http.AccessKeys;
import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.SignatureAuthentication;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may call, as the configuration says. A token or key that several projects name is good for all of them. */
final class Credentials {
    private final TokenStore tokens;
    private final AccessKeys keys;
    private final Clock clock;

    Credentials(ServerConfiguration configuration, Clock clock) {
        this.clock = clock;
        tokens = new TokenStore(clock);
        Map<String, Set<ProjectId>> byToken = new LinkedHashMap<>();
        Map<String, Set<ProjectId>> byKey = new LinkedHashMap<>();
        for (ProjectConfiguration project : configuration.projects()) {
            ProjectId id = ProjectId.of(project.id());
            for (ProjectConfiguration.Token token : project.tokensOrNone()) {
                Set<ProjectId> projects = byToken.computeIfAbsent(token.value(), t -> new HashSet<>());
                projects.add(id);
                tokens.add(token.value(), caller(token.name(), projects, token.actions()), token.expires());
            }
            project.keysOrNone()
                    .forEach(key -> byKey.computeIfAbsent(key.access(), k -> new HashSet<>())
                            .add(id));
        }
        Map<String, AccessKey> found = new LinkedHashMap<>();
        for (ProjectConfiguration project : configuration.projects()) {
            for (ProjectConfiguration.Key key : project.keysOrNone()) {
                found.putIfAbsent(key.access(), key(key, byKey.getOrDefault(key.access(), Set.of())));
            }
        }
        keys = AccessKeys.of(new ArrayList<>(found.values()));
    }

    /** The signature first: a client that signs may send a token beside it, which is then just a header. */
    Authentication authentication() {
        return Authentication.firstOf(
                List.of(new SignatureAuthentication(keys, clock), new TokenAuthentication(tokens)));
    }

    TokenStore tokens() {
        return tokens;
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

    private static AccessKey key(ProjectConfiguration.Key key, Set<ProjectId> projects) {
        ProjectCaller caller = caller(key.name(), projects, key.actions());
        char[] secret = key.secret().toCharArray();
        String securityToken = key.securityToken();
        return securityToken == null
                ? AccessKey.permanent(key.access(), secret, caller)
                : AccessKey.temporary(key.access(), secret, securityToken.toCharArray(), caller);
    }

    private static ProjectCaller caller(String name, Set<ProjectId> projects, @Nullable List<String> actions) {
        return new ProjectCaller(name, projects, actions(actions));
    }
}

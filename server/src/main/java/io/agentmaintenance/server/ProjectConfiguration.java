package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.AccessKey;
import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.domain.ProjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One project of a configuration file.
 *
 * @param id its id
 * @param tokens who may call, by token
 * @param keys who may call, by signature
 * @param servers its servers; the first entry that names an id counts
 */
record ProjectConfiguration(
        @NotNull @Pattern(regexp = "[a-z0-9]{1,64}") String id,
        @Size(max = 10_000) @Nullable List<@NotNull @Valid Token> tokens,
        @Size(max = 10_000) @Nullable List<@NotNull @Valid Key> keys,
        @Size(max = 100_000) @Nullable List<@NotNull @Valid FleetConfiguration> servers) {

    List<Token> tokensOrNone() {
        return tokens == null ? List.of() : tokens;
    }

    List<Key> keysOrNone() {
        return keys == null ? List.of() : keys;
    }

    List<FleetConfiguration> serversOrNone() {
        return servers == null ? List.of() : servers;
    }

    /**
     * One token.
     *
     * @param name who calls with it, for the log
     * @param value the token itself; kept as a hash only
     * @param actions what it permits: create, list, status; all of them if left out
     * @param expires when it ends to be valid; never if left out
     */
    record Token(
            @NotNull @Size(min = 1, max = 64) String name,
            @NotNull @Size(min = 1, max = 16_384) String value,
            @Nullable List<@NotNull @Pattern(regexp = "create|list|status") String> actions,
            @Nullable Instant expires) {

        ProjectCaller caller(ProjectId project) {
            return ProjectConfiguration.caller(name, project, actions);
        }

        // The value must not get into a log by way of the record.
        @Override
        public String toString() {
            return "Token[" + name + "]";
        }
    }

    /**
     * One access key.
     *
     * @param name who calls with it, for the log
     * @param access its id
     * @param secret its secret
     * @param securityToken the security token of a temporary key; left out for a permanent one
     * @param actions what it permits: create, list, status; all of them if left out
     */
    record Key(
            @NotNull @Size(min = 1, max = 64) String name,
            @NotNull @Pattern(regexp = "[!-+\\--~]{1,128}") String access,
            @NotNull @Size(min = 1, max = 1024) String secret,
            @Size(min = 1, max = 16_384) @Nullable String securityToken,
            @Nullable List<@NotNull @Pattern(regexp = "create|list|status") String> actions) {

        AccessKey key(ProjectId project) {
            ProjectCaller caller = ProjectConfiguration.caller(name, project, actions);
            return securityToken == null
                    ? AccessKey.permanent(access, secret.toCharArray(), caller)
                    : AccessKey.temporary(access, secret.toCharArray(), securityToken.toCharArray(), caller);
        }

        // The secrets must not get into a log by way of the record.
        @Override
        public String toString() {
            return "Key[" + access + "]";
        }
    }

    private static ProjectCaller caller(String name, ProjectId project, @Nullable List<String> actions) {
        Set<Action> permitted = EnumSet.noneOf(Action.class);
        for (String action : actions == null ? List.of("create", "list", "status") : actions) {
            permitted.add(
                    switch (action) {
                        case "create" -> Action.CREATE_INVOCATIONS;
                        case "list" -> Action.LIST_INVOCATIONS;
                        default -> Action.LIST_STATUSES;
                    });
        }
        return new ProjectCaller(name, Set.of(project), permitted);
    }
}

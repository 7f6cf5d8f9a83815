package io.agentmaintenance.server;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One project of a configuration file.
 *
 * @param id its id
 * @param name its name, by which clients look it up: usually a region; its id if left out
 * @param tokens who may call, by token
 * @param keys who may call, by signature
 * @param servers its servers; the first entry that names an id counts
 */
record ProjectConfiguration(
        @NotNull @Pattern(regexp = "[a-z0-9]{1,64}") String id,
        @Size(min = 1, max = 64) @Nullable String name,
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

        // The secrets must not get into a log by way of the record.
        @Override
        public String toString() {
            return "Key[" + access + "]";
        }
    }
}

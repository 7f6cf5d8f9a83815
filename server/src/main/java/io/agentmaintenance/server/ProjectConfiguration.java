package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.TokenStore;
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
 * @param servers its servers
 */
record ProjectConfiguration(
        String id,
        @Nullable String name,
        @Nullable List<Token> tokens,
        @Nullable List<Key> keys,
        @Nullable List<FleetConfiguration> servers) {
    static final Form<String> ID = Form.matching("[a-z0-9]{1,64}");
    static final Form<String> NAME = Form.line(1, 64);

    private static final int ACTIONS = 3;

    static ProjectConfiguration from(Settings project, FileChecks checks) {
        String id = project.required("id", ID);
        String name = project.optional("name", NAME);
        if (!id.isEmpty()) {
            checks.projects().add(id, project);
            checks.projectNames().add(name == null ? id : name, project);
        }
        NamedCredentials credentials = checks.credentials();
        ServerNames servers = new ServerNames();
        return new ProjectConfiguration(
                id,
                name,
                project.parts("tokens", 10_000, token -> credentials.token(id, token, Token.from(token, checks.now()))),
                project.parts("keys", 10_000, key -> credentials.key(id, key, Key.from(key))),
                project.parts("servers", 100_000, entry -> FleetConfiguration.from(entry, servers, checks.heap())));
    }

    /** {@return the permissions of a token, key or user; null for all of them} */
    static @Nullable List<String> actions(Settings holder) {
        holder.requireValueIfPresent("actions");
        return holder.list("actions", ACTIONS, Form.ACTION);
    }

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
            String name,
            String value,
            @Nullable List<String> actions,
            @Nullable Instant expires) {
        static Token from(Settings token, Instant now) {
            token.requireValueIfPresent("expires");
            Token read = new Token(
                    token.required("name", NAME),
                    token.required("value", Form.visible(1, TokenStore.MAX_LENGTH)),
                    ProjectConfiguration.actions(token),
                    token.optional("expires", Form.MOMENT));
            if (read.expires != null && !now.isBefore(read.expires)) {
                token.warning("expires", "is in the past, so the token is not accepted");
            }
            return read;
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
            String name,
            String access,
            String secret,
            @Nullable String securityToken,
            @Nullable List<String> actions) {
        private static final Form<String> ACCESS = Form.matching("[!-+\\--~]{1,128}");

        static Key from(Settings key) {
            key.requireValueIfPresent("securityToken");
            return new Key(
                    key.required("name", NAME),
                    key.required("access", ACCESS),
                    key.required("secret", Form.text(1, 1024)),
                    key.optional("securityToken", Form.visible(1, TokenStore.MAX_LENGTH)),
                    ProjectConfiguration.actions(key));
        }

        // The secrets must not get into a log by way of the record.
        @Override
        public String toString() {
            return "Key[" + access + "]";
        }
    }
}

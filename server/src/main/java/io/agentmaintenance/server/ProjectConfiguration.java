package io.agentmaintenance.server;

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
        String id,
        @Nullable String name,
        @Nullable List<Token> tokens,
        @Nullable List<Key> keys,
        @Nullable List<FleetConfiguration> servers) {
    static final Form<String> ID = Form.matching("[a-z0-9]{1,64}");
    static final Form<String> NAME = Form.text(1, 64);

    private static final int ACTIONS = 3;

    /** {@return a project of a file that has named these credentials before; they get those of the project} */
    static ProjectConfiguration from(Settings project, NamedCredentials credentials) {
        String id = project.required("id", ID);
        return new ProjectConfiguration(
                id,
                project.optional("name", NAME),
                project.parts("tokens", 10_000, token -> credentials.token(id, token, Token.from(token))),
                project.parts("keys", 10_000, key -> credentials.key(id, key, Key.from(key))),
                project.parts("servers", 100_000, FleetConfiguration::from));
    }

    /** {@return the permissions of a token, key or user; null for all of them} */
    static @Nullable List<String> actions(Settings holder) {
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
        static Token from(Settings token) {
            return new Token(
                    token.required("name", NAME),
                    token.required("value", Form.text(1, 16_384)),
                    ProjectConfiguration.actions(token),
                    token.optional("expires", Form.MOMENT));
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
            return new Key(
                    key.required("name", NAME),
                    key.required("access", ACCESS),
                    key.required("secret", Form.text(1, 1024)),
                    key.optional("securityToken", Form.text(1, 16_384)),
                    ProjectConfiguration.actions(key));
        }

        // The secrets must not get into a log by way of the record.
        @Override
        public String toString() {
            return "Key[" + access + "]";
        }
    }
}

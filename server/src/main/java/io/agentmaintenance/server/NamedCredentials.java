package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.TokenStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The tokens and access keys that a configuration file has named so far, with their places. Finds where a file names one again
 * and contradicts itself. For one thread.
 */
final class NamedCredentials {
    private final Map<InProject, String> placesOfTokens = new HashMap<>();
    private final Map<InProject, String> placesOfKeys = new HashMap<>();
    private final Map<String, Named<ProjectConfiguration.Token>> tokens = new HashMap<>();
    private final Map<String, Named<ProjectConfiguration.Key>> keys = new HashMap<>();

    /** Adds a token of a project, and what is wrong with it beside the others. */
    ProjectConfiguration.Token token(String project, Settings at, ProjectConfiguration.Token token) {
        if (token.value().isEmpty()) {
            return token;
        }
        Named<ProjectConfiguration.Token> first = tokens.putIfAbsent(token.value(), new Named<>(token, at.place()));
        if (first == null && tokens.size() > TokenStore.STANDARD_CAPACITY) {
            at.problem("is one token too many: a file may have " + TokenStore.STANDARD_CAPACITY);
        }
        once(placesOfTokens, new InProject(project, token.value()), at, "token");
        if (first != null && !first.entry().name().equals(token.name())) {
            at.warning("has the token of " + first.place() + " under another name; the log shows the name there");
        }
        return token;
    }

    /** Adds an access key of a project, and what is wrong with it beside the others. */
    ProjectConfiguration.Key key(String project, Settings at, ProjectConfiguration.Key key) {
        if (key.access().isEmpty() || key.secret().isEmpty()) {
            return key;
        }
        Named<ProjectConfiguration.Key> first = keys.putIfAbsent(key.access(), new Named<>(key, at.place()));
        if (first != null && !haveSameSecrets(first.entry(), key)) {
            at.problem("has the access key of " + first.place() + ", so it must have its secret and securityToken too");
        } else {
            once(placesOfKeys, new InProject(project, key.access()), at, "access key");
        }
        if (first != null && !first.entry().name().equals(key.name())) {
            at.warning("has the access key of " + first.place() + " under another name; the log shows the name there");
        }
        return key;
    }

    private static void once(Map<InProject, String> places, InProject named, Settings at, String what) {
        // A project without a valid id is a problem of its own, and cannot be compared.
        if (!named.project().isEmpty()) {
            String first = places.putIfAbsent(named, at.place());
            if (first != null) {
                at.problem("has the " + what + " of " + first + " again for the same project");
            }
        }
    }

    private static boolean haveSameSecrets(ProjectConfiguration.Key one, ProjectConfiguration.Key other) {
        return one.secret().equals(other.secret()) && Objects.equals(one.securityToken(), other.securityToken());
    }

    private record InProject(String project, String credential) {
        // The token must not get into a log by way of the record.
        @Override
        public String toString() {
            return "InProject[" + project + "]";
        }
    }

    private record Named<E>(E entry, String place) {}
}

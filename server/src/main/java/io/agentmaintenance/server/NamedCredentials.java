package io.agentmaintenance.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The tokens and access keys that a configuration file has named so far, with their places. Notes a problem where a file names
 * one again and contradicts itself. For one thread.
 */
final class NamedCredentials {
    private final Map<InProject, String> placesOfTokens = new HashMap<>();
    private final Map<InProject, String> placesOfKeys = new HashMap<>();
    private final Map<String, NamedKey> keys = new HashMap<>();

    /** Notes a problem if the project has named the token before. */
    ProjectConfiguration.Token token(String project, Settings at, ProjectConfiguration.Token token) {
        if (at.isValid()) {
            once(placesOfTokens, new InProject(project, token.value()), at, "token");
        }
        return token;
    }

    /** Notes a problem if the project has named the key before, or if any project has named it with other secrets. */
    ProjectConfiguration.Key key(String project, Settings at, ProjectConfiguration.Key key) {
        if (at.isValid()) {
            NamedKey first = keys.putIfAbsent(key.access(), new NamedKey(key, at.place()));
            if (first != null && !first.hasSecretsOf(key)) {
                at.require(
                        false,
                        "has the access key of " + first.place()
                                + ", so it must have its secret and securityToken too");
            } else {
                once(placesOfKeys, new InProject(project, key.access()), at, "access key");
            }
        }
        return key;
    }

    private static void once(Map<InProject, String> places, InProject named, Settings at, String what) {
        // A project without a valid id is a problem of its own, and cannot be compared.
        if (!named.project().isEmpty()) {
            String first = places.putIfAbsent(named, at.place());
            at.require(first == null, "has the " + what + " of " + first + " again for the same project");
        }
    }

    private record InProject(String project, String credential) {
        // The token must not get into a log by way of the record.
        @Override
        public String toString() {
            return "InProject[" + project + "]";
        }
    }

    private record NamedKey(ProjectConfiguration.Key key, String place) {
        boolean hasSecretsOf(ProjectConfiguration.Key other) {
            return key.secret().equals(other.secret()) && Objects.equals(key.securityToken(), other.securityToken());
        }
    }
}

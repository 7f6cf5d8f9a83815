package io.agentmaintenance.server;

import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.emulator.iam.IamDirectory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stand-in for the identity service. It is off unless the configuration has this part.
 *
 * @param domain the name of the one domain (account) that all projects belong to
 * @param users who may get tokens with a password; none if left out
 * @param tokenKey the secret that signs issued tokens; if left out, that of the data folder, or a random one for each start
 */
record IdentityConfiguration(
        String domain, @Nullable List<User> users, @Nullable String tokenKey) {
    private static final int MIN_KEY = 32;

    static IdentityConfiguration from(Settings identity, FileChecks checks) {
        return new IdentityConfiguration(
                identity.required("domain", ProjectConfiguration.NAME),
                identity.parts("users", 1000, user -> User.from(user, checks)),
                identity.optional("tokenKey", Form.text(MIN_KEY, 1024)));
    }

    /**
     * {@return the key that signs issued tokens}
     *
     * @throws StorageFailure if the configuration names none, and that of the storage cannot be read
     */
    byte[] key(Storage storage) throws StorageFailure {
        if (tokenKey == null) {
            return storage.tokenKey();
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(tokenKey.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    // The key must not get into a log by way of the record.
    @Override
    public String toString() {
        return "IdentityConfiguration[" + domain + "]";
    }

    IamDirectory directory(List<ProjectConfiguration> projects) {
        IamDirectory.Builder directory = IamDirectory.builder().domain(domain, domain);
        Set<ProjectId> all = new HashSet<>();
        for (ProjectConfiguration project : projects) {
            ProjectId id = ProjectId.of(project.id());
            directory.project(id, project.name() == null ? project.id() : project.name(), domain);
            all.add(id);
        }
        for (User user : users == null ? List.<User>of() : users) {
            directory.user(
                    user.name(),
                    user.name(),
                    domain,
                    user.password().toCharArray(),
                    user.projects(all),
                    Credentials.actions(user.actions()));
        }
        return directory.build();
    }

    /**
     * One user.
     *
     * @param name the name
     * @param password the password; kept as a hash only
     * @param projects the ids of the projects where the user may do something; all if left out
     * @param actions what it may do: create, list, status; all of them if left out
     */
    record User(
            String name,
            String password,
            @Nullable List<String> projects,
            @Nullable List<String> actions) {
        static User from(Settings user, FileChecks checks) {
            user.requireValueIfPresent("projects");
            Form<String> project = ProjectConfiguration.ID.check(
                    checks.projects()::contains, "is not the id of a project of this file");
            User read = new User(
                    user.required("name", ProjectConfiguration.NAME),
                    user.required("password", Form.text(1, 1024)),
                    user.list("projects", 10_000, project),
                    ProjectConfiguration.actions(user));
            if (!read.name.isEmpty()) {
                checks.users().add(read.name, user);
            }
            return read;
        }

        Set<ProjectId> projects(Set<ProjectId> all) {
            Set<ProjectId> own = new HashSet<>();
            if (projects != null) {
                projects.forEach(id -> own.add(ProjectId.of(id)));
            }
            return projects == null ? all : own;
        }

        // The password must not get into a log by way of the record.
        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }
}

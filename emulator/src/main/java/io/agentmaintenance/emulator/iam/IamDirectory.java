package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.domain.ProjectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The domains, projects and users of the stand-in. It keeps salted hashes of passwords, not the passwords. Immutable and
 * thread-safe.
 */
public final class IamDirectory {
    private final Map<String, IamDomain> domains;
    private final Map<ProjectId, IamProject> projects;
    private final Map<String, IamUser> users;

    private IamDirectory(Builder builder) {
        this.domains = Map.copyOf(builder.domains);
        this.projects = new LinkedHashMap<>(builder.projects);
        this.users = Map.copyOf(builder.users);
    }

    /**
     * {@return a builder of an empty directory}
     */
    public static Builder builder() {
        return new Builder();
    }

    /** All projects, in the order in which they were added. */
    List<IamProject> projects() {
        return List.copyOf(projects.values());
    }

    @Nullable IamProject project(ProjectId id) {
        return projects.get(id);
    }

    @Nullable IamUser user(String id) {
        return users.get(id);
    }

    @Nullable IamUser user(IamDomain domain, String name) {
        return first(users.values().stream()
                .filter(user -> user.domain().equals(domain) && user.name().equals(name))
                .findFirst());
    }

    /** The domain of this id, or if that is null, of this name. */
    @Nullable IamDomain domain(@Nullable String id, @Nullable String name) {
        return id != null
                ? domains.get(id)
                : first(domains.values().stream()
                        .filter(domain -> domain.name().equals(name))
                        .findFirst());
    }

    private static <T> @Nullable T first(Optional<T> found) {
        return found.orElse(null);
    }

    /** A builder of a directory: add a domain first, then its projects, then its users. Not thread-safe. */
    public static final class Builder {
        private final Map<String, IamDomain> domains = new LinkedHashMap<>();
        private final Map<ProjectId, IamProject> projects = new LinkedHashMap<>();
        private final Map<String, IamUser> users = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a domain.
         *
         * @param id its id, not empty, used by no other domain
         * @param name its name, not empty, used by no other domain
         * @return this builder
         * @throws IllegalArgumentException if the id or the name is empty or already used
         */
        public Builder domain(String id, String name) {
            require(
                    !name.isEmpty()
                            && domains.values().stream().noneMatch(d -> d.name().equals(name)),
                    "domain",
                    name);
            require(!id.isEmpty() && domains.putIfAbsent(id, new IamDomain(id, name)) == null, "domain", id);
            return this;
        }

        /**
         * Adds a project.
         *
         * @param id its id, used by no other project
         * @param name its name, not empty, used by no other project of the domain; clients search by the name of their region
         * @param domainId the id of its domain, already added
         * @return this builder
         * @throws IllegalArgumentException if the name is empty, if the id or the name is already used, or if the domain is unknown
         */
        public Builder project(ProjectId id, String name, String domainId) {
            IamDomain domain = known(domainId);
            boolean isFree = projects.values().stream()
                    .noneMatch(p -> p.domain().equals(domain) && p.name().equals(name));
            require(!name.isEmpty() && isFree, "project", name);
            require(projects.putIfAbsent(id, new IamProject(id, name, domain)) == null, "project", id.value());
            return this;
        }

        /**
         * Adds a user. Takes about a twentieth of a second, because the password is hashed.
         *
         * @param id the id, not empty, used by no other user
         * @param name the name, not empty, used by no other user of the domain
         * @param domainId the id of the domain, already added
         * @param password the password, not empty; the caller may wipe it afterwards
         * @param projects the projects in which the user has rights: of the domain, already added; copied
         * @param actions what the user may do in each of them; copied
         * @return this builder
         * @throws IllegalArgumentException if a parameter is not as described; the message does not contain the password
         */
        public Builder user(
                String id,
                String name,
                String domainId,
                char[] password,
                Set<ProjectId> projects,
                Set<Action> actions) {
            IamDomain domain = known(domainId);
            boolean isFree = users.values().stream()
                    .noneMatch(u -> u.domain().equals(domain) && u.name().equals(name));
            require(!name.isEmpty() && isFree, "user", name);
            require(password.length > 0, "password of user", name);
            for (ProjectId project : projects) {
                IamProject added = this.projects.get(project);
                require(
                        added != null && added.domain().equals(domain),
                        "project of user " + name + ":",
                        project.value());
            }
            IamUser user =
                    new IamUser(id, name, domain, PasswordHash.of(password), Set.copyOf(projects), Set.copyOf(actions));
            require(!id.isEmpty() && users.putIfAbsent(id, user) == null, "user", id);
            return this;
        }

        /**
         * {@return the directory; later changes of the builder do not change it}
         */
        public IamDirectory build() {
            return new IamDirectory(this);
        }

        private IamDomain known(String domainId) {
            IamDomain domain = domains.get(domainId);
            if (domain == null) {
                throw new IllegalArgumentException("domain is not known: " + domainId);
            }
            return domain;
        }

        private static void require(boolean condition, String what, String value) {
            if (!condition) {
                throw new IllegalArgumentException(what + " is empty, given twice or not known: " + value);
            }
        }
    }
}

package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.iam.IamDirectory;
import io.agentmaintenance.domain.ProjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stand-in for the identity service. It is off unless the configuration has this part.
 *
 * @param domain the name of the one domain (account) that all projects belong to
 * @param users who may get tokens with a password; nobody if left out
 */
record IdentityConfiguration(
        @NotNull @Size(min = 1, max = 64) String domain,
        @Size(max = 1000) @Nullable List<@NotNull @Valid User> users) {

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
            @NotNull @Size(min = 1, max = 64) String name,
            @NotNull @Size(min = 1, max = 1024) String password,
            @Nullable List<@NotNull @Pattern(regexp = "[a-z0-9]{1,64}") String> projects,
            @Nullable List<@NotNull @Pattern(regexp = "create|list|status") String> actions) {

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

package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token is for: a project, a domain, or nothing. At most one of the two is there. */
record Scope(@Nullable IamProject project, @Nullable IamDomain domain) {
    /** The scope that is asked for. Refused if the identity has no rights there, or if they have expired. */
    static Scope of(@Nullable IamJson scope, Identity identity, IamDirectory directory, Instant now) throws IamRefusal {
        IamJson project = scope == null ? null : scope.object("project");
        IamJson domain = scope == null ? null : scope.object("domain");
        if (project != null && domain != null) {
            throw IamRefusal.badRequest("The scope must be a project or a domain.");
        }
        if (project != null) {
            return new Scope(project(project, identity, directory, now), null);
        }
        return new Scope(null, domain == null ? null : domain(domain, identity, directory));
    }

    // By id; or by name in a domain, which is that of the identity if it is not named.
    private static IamProject project(IamJson asked, Identity identity, IamDirectory directory, Instant now)
            throws IamRefusal {
        String id = asked.text("id");
        String name = asked.text("name");
        IamJson namedDomain = asked.object("domain");
        IamDomain domain = namedDomain == null
                ? identity.domain(directory)
                : directory.domain(namedDomain.text("id"), namedDomain.text("name"));
        List<IamProject> found = identity.projects(directory, now).stream()
                .filter(project -> id != null
                        ? project.id().value().equals(id)
                        : project.name().equals(name) && project.domain().equals(domain))
                .toList();
        if (found.size() != 1) {
            throw IamRefusal.unauthorized();
        }
        return found.get(0);
    }

    private static IamDomain domain(IamJson asked, Identity identity, IamDirectory directory) throws IamRefusal {
        IamDomain domain = directory.domain(asked.text("id"), asked.text("name"));
        if (domain == null || !domain.equals(identity.domain(directory))) {
            throw IamRefusal.unauthorized();
        }
        return domain;
    }
}

package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scope of a token: a project, a domain, or neither. At most one of them is not null. */
record Scope(@Nullable IamProject project, @Nullable IamDomain domain) {
    /** The scope that a request names. Refused if the identity has no rights there, or if they have expired. */
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

    // By id; or by name in a domain. If the request names no domain, the domain of the identity counts.
    private static IamProject project(IamJson sent, Identity identity, IamDirectory directory, Instant now)
            throws IamRefusal {
        String id = sent.text("id");
        String name = sent.text("name");
        IamJson namedDomain = sent.object("domain");
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

    private static IamDomain domain(IamJson sent, Identity identity, IamDirectory directory) throws IamRefusal {
        IamDomain domain = directory.domain(sent.text("id"), sent.text("name"));
        if (domain == null || !domain.equals(identity.domain(directory))) {
            throw IamRefusal.unauthorized();
        }
        return domain;
    }
}

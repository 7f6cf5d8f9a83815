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
        String id = sent.filled("id");
        String name = sent.filled("name");
        if (id == null && name == null) {
            throw IamRefusal.badRequest("The project must have an id or a name.");
        }
        IamJson namedDomain = sent.object("domain");
        IamDomain domain = namedDomain == null ? identity.domain(directory) : named(namedDomain, directory);
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

    /** The domain of an id or a name; null if it is not known. */
    static @Nullable IamDomain named(IamJson sent, IamDirectory directory) throws IamRefusal {
        String id = sent.filled("id");
        String name = sent.filled("name");
        if (id == null && name == null) {
            throw IamRefusal.badRequest("The domain must have an id or a name.");
        }
        return directory.domain(id, name);
    }

    private static IamDomain domain(IamJson sent, Identity identity, IamDirectory directory) throws IamRefusal {
        IamDomain domain = named(sent, directory);
        if (domain == null || !domain.equals(identity.domain(directory))) {
            throw IamRefusal.unauthorized();
        }
        return domain;
    }
}

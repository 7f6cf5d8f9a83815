package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The bodies of the answers, as JSON. Documented: the members that the official clients read. */
final class IamAnswers {
    private static final String VERSION = "v3.14";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The expiry that is shown for a token that does not expire. */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999999Z");

    private IamAnswers() {}

    /** The list of versions. Its links start with {@code base}, the scheme and host that the client called. */
    static byte[] versions(String base) {
        return IamJson.write(out -> {
            out.writeObjectPropertyStart("versions");
            out.writeArrayPropertyStart("values");
            out.writeStartObject();
            version(out, base);
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    static byte[] version(String base) {
        return IamJson.write(out -> {
            out.writeObjectPropertyStart("version");
            version(out, base);
            out.writeEndObject();
        });
    }

    /** A token with its scope, user and role; without a catalog if that is null. */
    static byte[] token(IssuedToken issued, IamDirectory directory, @Nullable Catalog catalog) {
        return IamJson.write(out -> {
            Identity identity = issued.origin().identity();
            out.writeObjectPropertyStart("token");
            out.writeStringProperty("expires_at", time(issued.expiry()));
            out.writeStringProperty("issued_at", time(issued.issuedAt()));
            out.writeArrayPropertyStart("methods");
            out.writeString(issued.method());
            out.writeEndArray();
            if (catalog != null) {
                catalog.write(out);
            }
            role(out, Role.of(identity, issued.scope(), directory));
            IamProject project = issued.scope().project();
            if (project != null) {
                out.writeObjectPropertyStart("project");
                named(out, project.id().value(), project.name());
                domain(out, project.domain());
                out.writeEndObject();
            }
            IamDomain scope = issued.scope().domain();
            if (scope != null) {
                domain(out, scope);
            }
            out.writeObjectPropertyStart("user");
            named(out, identity.id(), identity.name());
            IamDomain home = identity.domain(directory);
            if (home != null) {
                domain(out, home);
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    static byte[] catalog(Catalog catalog, String self) {
        return IamJson.write(out -> {
            catalog.write(out);
            links(out, self, null, null);
        });
    }

    static byte[] projects(ProjectPage page, String self) {
        return IamJson.write(out -> {
            links(out, self, page.next(), page.previous());
            out.writeArrayPropertyStart("projects");
            for (IamProject project : page.projects()) {
                out.writeStartObject();
                project(out, project);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static byte[] project(IamProject project) {
        return IamJson.write(out -> {
            out.writeObjectPropertyStart("project");
            project(out, project);
            out.writeEndObject();
        });
    }

    static byte[] domains(List<IamDomain> domains, String self) {
        return IamJson.write(out -> {
            links(out, self, null, null);
            out.writeArrayPropertyStart("domains");
            for (IamDomain domain : domains) {
                out.writeStartObject();
                named(out, domain.id(), domain.name());
                out.writeStringProperty("description", "");
                out.writeBooleanProperty("enabled", true);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static byte[] error(IamRefusal refusal) {
        return IamJson.write(out -> {
            out.writeObjectPropertyStart("error");
            out.writeNumberProperty("code", refusal.status());
            out.writeStringProperty("message", refusal.message());
            out.writeStringProperty("title", refusal.title());
            out.writeEndObject();
        });
    }

    private static void version(JsonGenerator out, String base) {
        out.writeStringProperty("id", VERSION);
        out.writeStringProperty("status", "stable");
        out.writeArrayPropertyStart("links");
        out.writeStartObject();
        out.writeStringProperty("rel", "self");
        out.writeStringProperty("href", base + "/v3/");
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void links(JsonGenerator out, String self, @Nullable String next, @Nullable String previous) {
        out.writeObjectPropertyStart("links");
        link(out, "next", self, next);
        link(out, "previous", self, previous);
        out.writeStringProperty("self", self);
        out.writeEndObject();
    }

    private static void link(JsonGenerator out, String name, String self, @Nullable String query) {
        if (query == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, self + "?" + query);
        }
    }

    private static void project(JsonGenerator out, IamProject project) {
        named(out, project.id().value(), project.name());
        out.writeStringProperty("domain_id", project.domain().id());
        out.writeStringProperty("parent_id", project.domain().id());
        out.writeStringProperty("description", "");
        out.writeBooleanProperty("is_domain", false);
        out.writeBooleanProperty("enabled", true);
    }

    private static void role(JsonGenerator out, Role role) {
        out.writeArrayPropertyStart("roles");
        out.writeStartObject();
        named(out, role.id(), role.roleName());
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void domain(JsonGenerator out, IamDomain domain) {
        out.writeObjectPropertyStart("domain");
        named(out, domain.id(), domain.name());
        out.writeEndObject();
    }

    private static void named(JsonGenerator out, String id, String name) {
        out.writeStringProperty("id", id);
        out.writeStringProperty("name", name);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}

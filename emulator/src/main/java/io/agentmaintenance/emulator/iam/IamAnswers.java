package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The bodies of this service's answers. Documented: their members, as far as the official clients read them. */
final class IamAnswers {
    private static final String VERSION = "v3.14";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private IamAnswers() {}

    /** What is offered below the root; {@code base} is how the client reached us. */
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

    static byte[] token(TokenIssue.Issued issued, IamDirectory directory) {
        return IamJson.write(out -> {
            out.writeObjectPropertyStart("token");
            out.writeStringProperty("expires_at", time(issued.expiry()));
            out.writeStringProperty("issued_at", time(issued.issuedAt()));
            out.writeArrayPropertyStart("methods");
            out.writeString(issued.method());
            out.writeEndArray();
            empty(out, "catalog");
            empty(out, "roles");
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
            named(out, issued.identity().id(), issued.identity().name());
            IamDomain home = issued.identity().domain(directory);
            if (home != null) {
                domain(out, home);
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    static byte[] projects(List<IamProject> projects, String self) {
        return IamJson.write(out -> {
            links(out, self);
            out.writeArrayPropertyStart("projects");
            for (IamProject project : projects) {
                out.writeStartObject();
                named(out, project.id().value(), project.name());
                out.writeStringProperty("domain_id", project.domain().id());
                out.writeStringProperty("parent_id", project.domain().id());
                out.writeStringProperty("description", "");
                out.writeBooleanProperty("is_domain", false);
                out.writeBooleanProperty("enabled", true);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static byte[] domains(List<IamDomain> domains, String self) {
        return IamJson.write(out -> {
            links(out, self);
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

    private static void links(JsonGenerator out, String self) {
        out.writeObjectPropertyStart("links");
        out.writeNullProperty("next");
        out.writeNullProperty("previous");
        out.writeStringProperty("self", self);
        out.writeEndObject();
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

    private static void empty(JsonGenerator out, String name) {
        out.writeArrayPropertyStart(name);
        out.writeEndArray();
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}

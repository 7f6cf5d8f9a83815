package io.agentmaintenance.emulator.iam;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A parsed JSON object. A member that is null counts as absent; one of another type than asked for is refused. Also writes JSON. */
final class IamJson {
    // The same limits as for the bodies of the three APIs.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(1 << 20)
                    .maxNestingDepth(32)
                    .maxStringLength(1 << 20)
                    .maxNameLength(256)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final Map<String, Object> members;

    private IamJson(Map<String, Object> members) {
        this.members = members;
    }

    static IamJson read(byte[] body) throws IamRefusal {
        // The parser would skip a byte order mark, which JSON between programs must not have.
        boolean isMarked = body.length > 0 && (body[0] & 0xff) >= 0xef;
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (!isMarked && in.nextToken() == JsonToken.START_OBJECT) {
                IamJson read = object(in);
                if (in.nextToken() == null) {
                    return read;
                }
            }
        } catch (JacksonException e) {
            // Rejected below. The message of the parser may quote the body, which contains a password.
        }
        throw IamRefusal.badRequest("The body must be one JSON object.");
    }

    static byte[] write(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The object of this name, or null. */
    @Nullable IamJson object(String name) throws IamRefusal {
        return member(name, IamJson.class, "an object");
    }

    /** The text of this name, which may be empty, or null. */
    @Nullable String text(String name) throws IamRefusal {
        return member(name, String.class, "a text");
    }

    /** The text of this name, or null. An empty one counts as absent, as in the identity API. */
    @Nullable String filled(String name) throws IamRefusal {
        String text = text(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** Whether the member of this name is this text. */
    boolean is(String name, String text) {
        return text.equals(members.get(name));
    }

    /** The list of this name, or an empty one. */
    List<?> list(String name) throws IamRefusal {
        List<?> list = member(name, List.class, "a list");
        return list == null ? List.of() : list;
    }

    // The name is one of this program, not one of the caller.
    private <T> @Nullable T member(String name, Class<T> type, String form) throws IamRefusal {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw IamRefusal.badRequest("The member \"" + name + "\" must be " + form + ".");
        }
        return type.cast(value);
    }

    private static IamJson object(JsonParser in) {
        Map<String, Object> members = new HashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            Object value = value(in, in.nextToken());
            if (value != null) {
                members.put(name, value);
            }
        }
        return new IamJson(members);
    }

    private static @Nullable Object value(JsonParser in, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> list(in);
            case VALUE_STRING -> in.getString();
            case VALUE_NULL -> null;
            default -> token; // A number or a truth value; no member has such a value.
        };
    }

    private static List<Object> list(JsonParser in) {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            Object value = value(in, token);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }
}

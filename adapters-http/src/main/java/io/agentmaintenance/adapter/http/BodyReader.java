package io.agentmaintenance.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads one body: a JSON object whose known members are texts and lists of texts. A value of another type is recorded
 * and skipped, so that all of them are reported at once. Invalid JSON ends the reading. No message quotes the request.
 */
final class BodyReader {
    // One more than any list may have. Further elements are read, but not kept.
    private static final int MAX_KEPT = 2001;
    private static final int MAX_NOTES = 100;
    private static final String BODY = "body";

    private final JsonParser in;
    private final boolean strict;
    private final List<FieldViolation> unreadable = new ArrayList<>();

    private BodyReader(JsonParser in, boolean strict) {
        this.in = in;
        this.strict = strict;
    }

    /**
     * Reads a body into a command.
     *
     * @param strict whether unknown members and empty optional texts are refused
     * @param fields the fields of the command, in the order in which their violations are reported
     * @param members reads all members and creates the command
     */
    static <C> ParsedRequest<C> read(byte[] body, boolean strict, List<String> fields, Function<BodyReader, C> members)
            throws ApiException {
        if (Utf8.isBlank(body)) {
            throw ApiException.of(ApiError.BODY_MISSING);
        }
        if (!Utf8.isPlain(body)) {
            throw ApiException.ofField(BODY, "must be JSON in UTF-8 without a byte order mark");
        }
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw ApiException.ofField(BODY, "must be a JSON object");
            }
            BodyReader reader = new BodyReader(in, strict);
            C command = members.apply(reader);
            if (in.nextToken() != null) {
                throw ApiException.ofField(BODY, "must be one JSON object and nothing after it");
            }
            return new ParsedRequest<>(fields, command, reader.unreadable);
        } catch (JacksonException e) {
            throw ApiException.ofField(BODY, whatIsWrong(e));
        }
    }

    /** The name of the next member, or null after the last one. */
    @Nullable String next() {
        return in.nextName();
    }

    /** The text of a member; null if it is null, or of another type. */
    @Nullable String text(String name) {
        String text = in.nextStringValue();
        if (text == null && in.currentToken() != JsonToken.VALUE_NULL) {
            note(name, "must be a string");
            in.skipChildren();
        }
        return text;
    }

    /** The text of an optional member. An empty text counts as absent, unless the host has set strict mode. */
    @Nullable String optionalText(String name) {
        String text = text(name);
        return text != null && text.isEmpty() && !strict ? null : text;
    }

    /** The list of a member; null if it is null, or if it or one of its elements is of another type. */
    @Nullable List<@Nullable String> texts(String name) {
        JsonToken first = in.nextToken();
        if (first != JsonToken.START_ARRAY) {
            if (first != JsonToken.VALUE_NULL) {
                note(name, "must be an array of strings");
                in.skipChildren();
            }
            return null;
        }
        List<@Nullable String> texts = new ArrayList<>();
        boolean readable = true;
        for (int i = 0; ; i++) {
            String text = in.nextStringValue();
            if (text == null && in.currentToken() != JsonToken.VALUE_NULL) {
                if (in.currentToken() == JsonToken.END_ARRAY) {
                    return readable ? texts : null;
                }
                readable = false;
                note(new FieldViolation(name, i, "must be a string"));
                in.skipChildren();
            } else if (i < MAX_KEPT) {
                texts.add(text);
            }
        }
    }

    /**
     * Refuses a member of newer versions of the API that is not supported here, unless it is null. Its value may contain a
     * password, so it is skipped and never kept as a text.
     */
    void notOffered(String name) {
        if (in.nextToken() != JsonToken.VALUE_NULL) {
            note(name, "is not offered here: leave it out");
            in.skipChildren();
        }
    }

    /** Skips the value of an unknown member, and refuses it if the host has set strict mode. */
    void unknown(String name) {
        if (strict) {
            note(Names.harmless(name), "is not a known field");
        }
        in.nextToken();
        in.skipChildren();
    }

    private void note(String field, String message) {
        note(new FieldViolation(field, message));
    }

    private void note(FieldViolation violation) {
        if (unreadable.size() < MAX_NOTES) {
            unreadable.add(violation);
        }
    }

    private static String whatIsWrong(JacksonException e) {
        String what = e instanceof StreamConstraintsException
                ? "is nested too deeply, or has a name or number that is too long"
                : isRepetition(e) ? "has the same field twice" : "is not valid JSON";
        TokenStreamLocation at = e.getLocation();
        return at == null ? what : what + ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    // The parser has no exception type for it. If its wording changes, our message only becomes less precise.
    private static boolean isRepetition(JacksonException e) {
        String message = e.getOriginalMessage();
        return message != null && message.startsWith("Duplicate");
    }
}

package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.RequestReason;
import io.agentmaintenance.domain.Violation;
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
 * Reads one body: a JSON object whose known members are texts and lists of texts. What has another type is noted and passed
 * over, so that all of it can be told at once; what is no JSON ends the reading. No message quotes what was sent.
 */
final class BodyReader {
    // One more than any list may have. What is beyond is read, and not kept.
    private static final int MAX_KEPT = 2001;
    private static final int MAX_NOTES = 100;
    // About what an id takes with its marks, so that a list of them need not grow.
    private static final int BYTES_PER_TEXT = 36;
    private static final String BODY = "body";

    private final JsonParser in;
    private final boolean strict;
    private final int size;
    private final List<Violation> unreadable = new ArrayList<>(0);

    private BodyReader(JsonParser in, boolean strict, int size) {
        this.in = in;
        this.strict = strict;
        this.size = size;
    }

    /** What the function makes of the members; {@code strict} says whether unknown ones are refused. */
    static <T> T read(byte[] body, boolean strict, Function<BodyReader, T> members) throws Refused {
        if (Utf8.isBlank(body)) {
            throw Refused.because(RequestReason.BODY_INVALID, "body is empty; it must be a JSON object");
        }
        if (!Utf8.isPlain(body)) {
            throw Refused.because(BODY, "must be JSON in UTF-8 without a byte order mark");
        }
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw Refused.because(BODY, "must be a JSON object");
            }
            T read = members.apply(new BodyReader(in, strict, body.length));
            if (in.nextToken() != null) {
                throw Refused.because(BODY, "must be one JSON object and nothing after it");
            }
            return read;
        } catch (JacksonException e) {
            throw Refused.because(BODY, whatIsWrong(e));
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
        List<@Nullable String> texts = new ArrayList<>(Math.min(size / BYTES_PER_TEXT, MAX_KEPT));
        boolean readable = true;
        for (int i = 0; ; i++) {
            String text = in.nextStringValue();
            if (text == null && in.currentToken() != JsonToken.VALUE_NULL) {
                if (in.currentToken() == JsonToken.END_ARRAY) {
                    return readable ? texts : null;
                }
                readable = false;
                note(name + "[" + i + "]", "must be a string");
                in.skipChildren();
            } else if (i < MAX_KEPT) {
                texts.add(text);
            }
        }
    }

    /**
     * Refuses a member of newer editions that is not offered here, unless it is null. Its value may hold a password, so it is
     * passed over without being turned into a text.
     */
    void notOffered(String name) {
        if (in.nextToken() != JsonToken.VALUE_NULL) {
            note(name, "is not offered here: leave it out");
            in.skipChildren();
        }
    }

    /** Passes over the value of a member that is not known. */
    void unknown(String name) {
        if (strict) {
            note(Names.harmless(name), "is not a known field");
        }
        in.nextToken();
        in.skipChildren();
    }

    /** What had another type, or was refused for not being known. */
    List<Violation> unreadable() {
        return unreadable;
    }

    private void note(String field, String message) {
        if (unreadable.size() < MAX_NOTES) {
            unreadable.add(new Violation(field, message));
        }
    }

    private static String whatIsWrong(JacksonException e) {
        String what = e instanceof StreamConstraintsException
                ? "is nested too deeply, or has a name or number that is too long"
                : isRepetition(e) ? "has the same field twice" : "is not valid JSON";
        TokenStreamLocation at = e.getLocation();
        return at == null ? what : what + ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    // The parser has no type of its own for it. Should its wording change, the message only becomes less precise.
    private static boolean isRepetition(JacksonException e) {
        String message = e.getOriginalMessage();
        return message != null && message.startsWith("Duplicate");
    }
}

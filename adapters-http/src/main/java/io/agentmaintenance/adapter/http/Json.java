package io.agentmaintenance.adapter.http;

import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * JSON as this module reads and writes it: token by token, because at a hundred items per request an object mapper would cost
 * more than everything else.
 */
final class Json {
    /** The greatest number of bytes of a body that is read. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 100;

    /** Refuses what is dangerous or ambiguous. A text may fill the body, so that the refusal of a long one can name its field. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private Json() {}

    /** The bytes of the object whose members are written. */
    static byte[] object(int expectedBytes, Consumer<JsonGenerator> members) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(expectedBytes);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            out.writeStartObject();
            members.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static void member(JsonGenerator out, SerializedString name, String value) {
        out.writeName(name);
        out.writeString(value);
    }

    static void member(JsonGenerator out, SerializedString name, SerializedString value) {
        out.writeName(name);
        out.writeString(value);
    }

    static void member(JsonGenerator out, SerializedString name, long value) {
        out.writeName(name);
        out.writeNumber(value);
    }

    /** Writes a text that comes from outside: half a character, which can not be written, becomes a replacement. */
    static void foreign(JsonGenerator out, SerializedString name, String value) {
        member(out, name, wellFormed(value));
    }

    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}

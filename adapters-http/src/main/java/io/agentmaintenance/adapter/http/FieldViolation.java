package io.agentmaintenance.adapter.http;

import io.agentmaintenance.application.port.in.Violation;
import java.util.Locale;

/**
 * One broken condition of a request, in the words of the API.
 *
 * @param field the name of the field on the wire, such as {@code instance_ids}
 * @param index the index of the element in the field's list, or -1 if the violation is about the field as a whole
 * @param message what the field must be, to be read after its name; never the value that was sent
 */
record FieldViolation(String field, int index, String message) {
    FieldViolation(String field, String message) {
        this(field, -1, message);
    }

    /** Translates a violation of the core: {@code instanceIds[57]} becomes {@code instance_ids[57]}. */
    static FieldViolation of(Violation violation) {
        String path = violation.path();
        int bracket = path.indexOf('[');
        if (bracket < 0) {
            return new FieldViolation(snakeCase(path), violation.message());
        }
        int index = Integer.parseInt(path.substring(bracket + 1, path.indexOf(']')));
        return new FieldViolation(snakeCase(path.substring(0, bracket)), index, violation.message());
    }

    /** The violation as a sentence for the caller. */
    String text() {
        return (index < 0 ? field : field + "[" + index + "]") + " " + message;
    }

    private static String snakeCase(String property) {
        return property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}

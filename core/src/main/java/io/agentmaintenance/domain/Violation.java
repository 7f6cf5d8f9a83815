package io.agentmaintenance.domain;

/**
 * One broken condition of a raw request.
 *
 * @param field the field as it is spelt on the wire, such as {@code instance_ids[57]}
 * @param message what the field must be, to be read after its name; never the value that was sent
 */
public record Violation(String field, String message) {
    /**
     * {@return the field without its index}
     */
    public String fieldName() {
        int bracket = field.indexOf('[');
        return bracket < 0 ? field : field.substring(0, bracket);
    }

    @Override
    public String toString() {
        return field + " " + message;
    }
}

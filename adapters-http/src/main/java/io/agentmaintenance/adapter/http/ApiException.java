package io.agentmaintenance.adapter.http;

import java.util.List;

/** Ends the handling of a request with an error answer. It has no stack trace, because it is an expected answer. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ApiError error;
    private final String message;
    private final String logged;

    private ApiException(ApiError error, String message, String logged) {
        super(message, null, false, false);
        this.error = error;
        this.message = message;
        this.logged = logged;
    }

    static ApiException of(ApiError error) {
        return of(error, error.message());
    }

    static ApiException of(ApiError error, String message) {
        return new ApiException(error, message, message);
    }

    static ApiException ofField(String field, String message) {
        return ofFields(List.of(new FieldViolation(field, message)));
    }

    /** The first violation decides the error and is reported; the others are counted. */
    static ApiException ofFields(List<FieldViolation> violations) {
        FieldViolation first = violations.get(0);
        int others = violations.size() - 1;
        String more =
                others == 0 ? "" : others == 1 ? " (and 1 more violation)" : " (and " + others + " more violations)";
        return of(ApiError.ofField(first.field()), cut(first.text(), ApiError.MAX_MESSAGE - more.length()) + more);
    }

    /** The same error, with a reason for the log that the caller does not see. */
    ApiException logging(String reason) {
        return new ApiException(error, message, reason);
    }

    ApiError error() {
        return error;
    }

    /** The message for the caller, 1 to 256 characters. */
    String message() {
        return message;
    }

    /** The reason for the log. */
    String logged() {
        return logged;
    }

    // Never separates the two halves of a surrogate pair.
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}

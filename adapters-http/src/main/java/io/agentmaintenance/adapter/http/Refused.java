package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.RequestReason;
import io.agentmaintenance.domain.RequestRefusal;
import io.agentmaintenance.domain.Violation;
import java.util.List;

/** Ends the handling of a request with an error answer. Without a stack trace: it is an answer, not an accident. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final RequestReason reason;
    private final String field;
    private final String logged;

    private Refused(RequestReason reason, String field, String message, String logged) {
        super(message, null, false, false);
        this.reason = reason;
        this.field = field;
        this.logged = logged;
    }

    static Refused because(RequestReason reason) {
        return because(reason, reason.message());
    }

    static Refused because(RequestReason reason, String message) {
        return new Refused(reason, "", message, message);
    }

    static Refused because(RequestRefusal refusal) {
        String field = refusal.violations().isEmpty()
                ? ""
                : refusal.violations().get(0).fieldName();
        return new Refused(refusal.reason(), field, refusal.message(), refusal.message());
    }

    static Refused because(String field, String message) {
        return because(RequestRefusal.of(List.of(new Violation(field, message))));
    }

    /** The same, with a reason that the log tells and the caller is not told. */
    Refused internally(String why) {
        return new Refused(reason, field, message(), why);
    }

    RequestReason reason() {
        return reason;
    }

    /** The field that is to blame, or an empty text. */
    String field() {
        return field;
    }

    /** What the caller is told. */
    String message() {
        String message = getMessage();
        return message == null ? reason.message() : message;
    }

    /** What the log tells. */
    String logged() {
        return logged;
    }

    /** The status of the answer. */
    int status() {
        return switch (reason) {
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case BODY_TOO_LARGE -> 413;
            case MEDIA_TYPE_UNSUPPORTED -> 415;
            case OVERLOADED -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
            default -> 400;
        };
    }
}

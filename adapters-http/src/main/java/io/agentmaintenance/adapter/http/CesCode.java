package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.RequestReason;

/** The error codes of the list and of the status query. Documented: codes and meanings. */
enum CesCode {
    /** Content must be specified. */
    CONTENT_MISSING(1),
    /** The project id is blank or wrong. */
    PROJECT_ID_INVALID(3),
    /** The paging is wrong. */
    PAGING_INVALID(6),
    /** Internal error. */
    INTERNAL(7),
    /** The store behind the service does not answer. */
    STORE_UNAVAILABLE(8),
    /** The request is invalid. */
    REQUEST_INVALID(11),
    /** A URL parameter is invalid. */
    PARAMETER_INVALID(13),
    /** The content of the body is wrong. */
    BODY_INVALID(14),
    /** The authentication fails or is missing. */
    UNAUTHENTICATED(15),
    /** There is no such resource. */
    NOT_FOUND(16),
    /** No right to do this. */
    FORBIDDEN(17);

    private final String code;

    CesCode(int number) {
        this.code = String.format("ces.%04d", number);
    }

    String code() {
        return code;
    }

    static CesCode of(Route route, Refused refused) {
        return switch (refused.reason()) {
            case PROJECT_ID_INVALID -> PROJECT_ID_INVALID;
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case INTERNAL -> INTERNAL;
            case UNAVAILABLE -> STORE_UNAVAILABLE;
            case REQUEST_INVALID, METHOD_NOT_ALLOWED, BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED, OVERLOADED ->
                REQUEST_INVALID;
            default -> route == Route.LIST ? ofParameter(refused.field()) : ofContent(refused);
        };
    }

    private static CesCode ofParameter(String name) {
        return "offset".equals(name) || "limit".equals(name) ? PAGING_INVALID : PARAMETER_INVALID;
    }

    // What is not there at all has no field to blame.
    private static CesCode ofContent(Refused refused) {
        boolean missing = refused.reason() == RequestReason.BODY_INVALID
                && refused.field().isEmpty();
        return missing ? CONTENT_MISSING : BODY_INVALID;
    }
}

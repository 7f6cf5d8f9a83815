package io.agentmaintenance.domain;

import java.util.Set;

/**
 * The catalogue of reasons why a whole request is refused. That the code has the form {@code taskmgr.NNNN} is documented;
 * the numbers and texts are ours. A number is published once and never reused.
 */
public enum RequestReason {
    /** The body can not be read as the JSON object that it should be. */
    BODY_INVALID(1, "body", "The request body must be a JSON object.", Standing.DOCUMENTED),
    /** The project id breaks its form. */
    PROJECT_ID_INVALID(2, "project_id", "The project ID is not valid.", Standing.DOCUMENTED),
    /** The kind of request is missing or not offered. */
    INVOCATION_TYPE_INVALID(3, "invocation_type", "The task type is not valid.", Standing.DOCUMENTED),
    /** The target is not telescope. */
    INVOCATION_TARGET_INVALID(4, "invocation_target", "The task object is not valid.", Standing.DOCUMENTED),
    /** The server ids are missing, too many, of illegal form, or not for this kind of request. */
    INSTANCE_IDS_INVALID(5, "instance_ids", "The server ID list is not valid.", Standing.DOCUMENTED),
    /** The task ids are missing, too many, of illegal form, or not for this kind of request. */
    INVOCATION_IDS_INVALID(6, "invocation_ids", "The task ID list is not valid.", Standing.DOCUMENTED),
    /** The version line is unknown or not for this kind of request. */
    VERSION_TYPE_INVALID(7, "version_type", "The version type is not valid.", Standing.DOCUMENTED),
    /** The version breaks its form or is not for this kind of request. */
    VERSION_INVALID(8, "version", "The version is not valid.", Standing.DOCUMENTED),
    /** The origin is unknown. */
    ORIGIN_INVALID(9, "origin", "The origin is not valid.", Standing.DOCUMENTED),
    /** A parameter of a query breaks its form. */
    QUERY_INVALID(10, "", "A query parameter is not valid.", Standing.DOCUMENTED),
    /** A field is not known, and the host asked for strictness. */
    FIELD_UNKNOWN(11, "", "A field is not known.", Standing.ASSUMED),
    /** The request is not valid HTTP, or a header breaks its documented length. */
    REQUEST_INVALID(400, "", "The request is not valid.", Standing.DOCUMENTED),
    /** The request does not say who is calling, or not credibly. */
    UNAUTHENTICATED(401, "", "Authentication failed.", Standing.DOCUMENTED),
    /** The caller may not do this in this project. */
    FORBIDDEN(403, "", "You are not allowed to do this in this project.", Standing.DOCUMENTED),
    /** There is no such resource. */
    NOT_FOUND(404, "", "There is no such resource.", Standing.ASSUMED),
    /** The resource does not have this method. */
    METHOD_NOT_ALLOWED(405, "", "The resource does not have this method.", Standing.ASSUMED),
    /** The body is larger than the limit. */
    BODY_TOO_LARGE(413, "", "The request body is larger than the limit.", Standing.ASSUMED),
    /** The body is not declared to be JSON in UTF-8. */
    MEDIA_TYPE_UNSUPPORTED(415, "", "The content type must be application/json in UTF-8.", Standing.ASSUMED),
    /** Too many requests are under way. */
    OVERLOADED(429, "", "Too many requests. Try again later.", Standing.ASSUMED),
    /** Something of ours is broken. */
    INTERNAL(500, "", "Internal error.", Standing.DOCUMENTED),
    /** Something that we depend on does not answer. */
    UNAVAILABLE(503, "", "The service is not available at the moment. Try again later.", Standing.ASSUMED);

    /** The greatest number of characters of a message. Documented. */
    public static final int MAX_MESSAGE = 256;

    private static final Set<String> QUERY_FIELDS = Set.of(
            "offset",
            "limit",
            "instance_id",
            "instance_type",
            "invocation_id",
            "uniagent_status",
            "extension_name",
            "extension_status");

    private final String code;
    private final String field;
    private final String message;
    private final Standing standing;

    RequestReason(int number, String field, String message, Standing standing) {
        this.code = String.format("taskmgr.%04d", number);
        this.field = field;
        this.message = message;
        this.standing = standing;
    }

    /**
     * {@return the reason for a broken field}
     *
     * @param field the field on the wire, such as {@code instance_ids[57]}
     */
    public static RequestReason ofField(String field) {
        int bracket = field.indexOf('[');
        String name = bracket < 0 ? field : field.substring(0, bracket);
        for (RequestReason reason : values()) {
            if (reason.field.equals(name) && !name.isEmpty()) {
                return reason;
            }
        }
        return QUERY_FIELDS.contains(name) ? QUERY_INVALID : FIELD_UNKNOWN;
    }

    /**
     * {@return the code on the wire, such as {@code taskmgr.0003}}
     */
    public String code() {
        return code;
    }

    /**
     * {@return the message where nothing more precise can be said, at most 256 characters}
     */
    public String message() {
        return message;
    }

    /**
     * {@return whether the condition behind it is documented or assumed}
     */
    public Standing standing() {
        return standing;
    }
}

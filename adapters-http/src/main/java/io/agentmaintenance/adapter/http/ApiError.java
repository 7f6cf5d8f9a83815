package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of errors that refuse a whole request: status, codes, message, and whether it is documented.
 *
 * <p>Documented: create answers codes {@code taskmgr.NNNN}, the list and the status query answer codes {@code ces.NNNN}, and
 * the meaning of the {@code ces} numbers. The {@code taskmgr} numbers and all texts are our own. A number is published once and
 * never reused.
 */
enum ApiError {
    /** There is no body. */
    BODY_MISSING(400, 1, 1, "body is empty; it must be a JSON object", Standing.DOCUMENTED),
    /** The body cannot be read as the JSON object that it must be. */
    BODY_INVALID(400, 1, Ces.FIELD, "The request body must be a JSON object.", Standing.DOCUMENTED),
    /** The project id breaks its form. */
    PROJECT_ID_INVALID(400, 2, 3, "The project ID is not valid.", Standing.DOCUMENTED),
    /** The type of the request is missing or not offered. */
    INVOCATION_TYPE_INVALID(400, 3, Ces.FIELD, "The task type is not valid.", Standing.DOCUMENTED),
    /** The target is not telescope. */
    INVOCATION_TARGET_INVALID(400, 4, Ces.FIELD, "The task object is not valid.", Standing.DOCUMENTED),
    /** The server ids are missing, too many, of illegal form, or not for this type of request. */
    INSTANCE_IDS_INVALID(400, 5, Ces.FIELD, "The server ID list is not valid.", Standing.DOCUMENTED),
    /** The task ids are missing, too many, of illegal form, or not for this type of request. */
    INVOCATION_IDS_INVALID(400, 6, Ces.FIELD, "The task ID list is not valid.", Standing.DOCUMENTED),
    /** The version type is unknown or not for this type of request. */
    VERSION_TYPE_INVALID(400, 7, Ces.FIELD, "The version type is not valid.", Standing.DOCUMENTED),
    /** The version breaks its form or is not for this type of request. */
    VERSION_INVALID(400, 8, Ces.FIELD, "The version is not valid.", Standing.DOCUMENTED),
    /** The origin is unknown. */
    ORIGIN_INVALID(400, 9, Ces.FIELD, "The origin is not valid.", Standing.DOCUMENTED),
    /** A filter of a query breaks its form. */
    QUERY_INVALID(400, 10, Ces.FIELD, "A query parameter is not valid.", Standing.DOCUMENTED),
    /** The offset or the limit is not a number within its bounds. */
    PAGING_INVALID(400, 10, Ces.PAGING, "A query parameter is not valid.", Standing.DOCUMENTED),
    /** A field is not known, and the host has set strict mode. */
    FIELD_UNKNOWN(400, 11, Ces.FIELD, "A field is not known.", Standing.ASSUMED),
    /** The request is not valid HTTP, or a header breaks its documented length. */
    REQUEST_INVALID(400, 400, 11, "The request is not valid.", Standing.DOCUMENTED),
    /** The credentials are missing or prove nothing. */
    UNAUTHENTICATED(401, 401, 15, "Authentication failed.", Standing.DOCUMENTED),
    /** The caller has no permission for this in this project. */
    FORBIDDEN(403, 403, 17, "You are not allowed to do this in this project.", Standing.DOCUMENTED),
    /** There is no such resource. */
    NOT_FOUND(404, 404, 16, "There is no such resource.", Standing.ASSUMED),
    /** The resource does not have this method. */
    METHOD_NOT_ALLOWED(405, 405, 11, "The resource does not have this method.", Standing.ASSUMED),
    /** The body is larger than the limit. */
    BODY_TOO_LARGE(413, 413, 11, "The request body is larger than the limit.", Standing.ASSUMED),
    /** The body is not declared to be JSON in UTF-8. */
    MEDIA_TYPE_UNSUPPORTED(415, 415, 11, "The content type must be application/json in UTF-8.", Standing.ASSUMED),
    /** Too many requests are in progress. */
    OVERLOADED(429, 429, 11, "Too many requests. Try again later.", Standing.ASSUMED),
    /** An unexpected failure of the service itself. */
    INTERNAL(500, 500, 7, "Internal error.", Standing.DOCUMENTED),
    /** A port of the service failed, or the service starts or stops. */
    UNAVAILABLE(503, 503, 8, "The service is not available at the moment. Try again later.", Standing.ASSUMED);

    /** The greatest number of characters of a message. Documented. */
    static final int MAX_MESSAGE = 256;

    private final int status;
    private final int taskmgr;
    private final int ces;
    private final String message;
    private final Standing standing;

    ApiError(int status, int taskmgr, int ces, String message, Standing standing) {
        this.status = status;
        this.taskmgr = taskmgr;
        this.ces = ces;
        this.message = message;
        this.standing = standing;
    }

    /** The error of a request whose field, as it is named on the wire, is wrong. */
    static ApiError ofField(String field) {
        return switch (field) {
            case "body" -> BODY_INVALID;
            case "project_id" -> PROJECT_ID_INVALID;
            case "invocation_type" -> INVOCATION_TYPE_INVALID;
            case "invocation_target" -> INVOCATION_TARGET_INVALID;
            case "instance_ids" -> INSTANCE_IDS_INVALID;
            case "invocation_ids" -> INVOCATION_IDS_INVALID;
            case "version_type" -> VERSION_TYPE_INVALID;
            case "version" -> VERSION_INVALID;
            case "origin" -> ORIGIN_INVALID;
            case "offset", "limit" -> PAGING_INVALID;
            case "instance_id",
                    "instance_type",
                    "invocation_id",
                    "uniagent_status",
                    "extension_name",
                    "extension_status" -> QUERY_INVALID;
            default -> FIELD_UNKNOWN;
        };
    }

    /** The status of the answer. */
    int status() {
        return status;
    }

    /** The code of the answer of a resource; {@code route} is null if it is none of the three resources. */
    String code(@Nullable Route route) {
        if (route == null || route == Route.CREATE) {
            return String.format("taskmgr.%04d", taskmgr);
        }
        return String.format("ces.%04d", ces > 0 ? ces : Ces.number(ces, route));
    }

    /** The general message, at most 256 characters. */
    String message() {
        return message;
    }

    /** Whether the condition is documented or assumed. */
    Standing standing() {
        return standing;
    }

    /** The {@code ces} numbers that depend on where the field was sent: in the query of the list, or in a body. */
    private static final class Ces {
        static final int FIELD = 0;
        static final int PAGING = -1;

        static int number(int kind, Route route) {
            return route != Route.LIST ? 14 : kind == PAGING ? 6 : 13;
        }
    }
}

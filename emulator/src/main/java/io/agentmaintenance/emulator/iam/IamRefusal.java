package io.agentmaintenance.emulator.iam;

import java.time.Duration;

/** The reason why a request is refused. {@link Reply#error} makes the answer. Its text never quotes the request. */
final class IamRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final long retryAfter;

    private IamRefusal(int status, String title, String message) {
        this(status, title, message, 0);
    }

    private IamRefusal(int status, String title, String message, long retryAfter) {
        super(message, null, false, false); // An expected answer to bad requests, so it has no stack trace.
        this.status = status;
        this.title = title;
        this.retryAfter = retryAfter;
    }

    static IamRefusal badRequest(String message) {
        return new IamRefusal(400, "Bad Request", message);
    }

    /** The same answer for a wrong name, a wrong password, a wrong scope and an expired token, so that a caller cannot tell which. */
    static IamRefusal unauthorized() {
        return new IamRefusal(401, "Unauthorized", "The request you have made requires authentication.");
    }

    static IamRefusal methodNotAllowed() {
        return new IamRefusal(405, "Method Not Allowed", "The method is not allowed for this resource.");
    }

    static IamRefusal tooLarge() {
        return new IamRefusal(413, "Request Entity Too Large", "The body is too large.");
    }

    static IamRefusal forbidden(String message) {
        return new IamRefusal(403, "Forbidden", message);
    }

    static IamRefusal notFound(String what) {
        return new IamRefusal(404, "Not Found", "The " + what + " could not be found.");
    }

    /** Too many wrong passwords for a user: the next one is not checked until this time has passed. */
    static IamRefusal tooManyAttempts(Duration wait) {
        return new IamRefusal(
                429,
                "Too Many Requests",
                "Too many wrong passwords for this user.",
                wait.plusMillis(999).toSeconds());
    }

    static IamRefusal tooManyLogIns() {
        return new IamRefusal(429, "Too Many Requests", "Too many log-ins at the same time.", 1);
    }

    static IamRefusal tooManyRevoked() {
        return new IamRefusal(503, "Service Unavailable", "Too many tokens are revoked.", 5);
    }

    /** The number of seconds after which the client may try again; 0 if that does not help. */
    long retryAfter() {
        return retryAfter;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}

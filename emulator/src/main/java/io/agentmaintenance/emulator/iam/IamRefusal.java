package io.agentmaintenance.emulator.iam;

/** Why a request is refused; turned into an answer in one place. Its text never quotes what was sent. */
final class IamRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    private IamRefusal(int status, String title, String message) {
        super(message, null, false, false); // An expected answer to bad requests, so no stack trace is paid for.
        this.status = status;
        this.title = title;
    }

    static IamRefusal badRequest(String message) {
        return new IamRefusal(400, "Bad Request", message);
    }

    /** The same for a wrong name, a wrong password, a wrong scope and an expired token, so that none can be told apart. */
    static IamRefusal unauthorized() {
        return new IamRefusal(401, "Unauthorized", "The request you have made requires authentication.");
    }

    static IamRefusal methodNotAllowed() {
        return new IamRefusal(405, "Method Not Allowed", "The method is not allowed for this resource.");
    }

    static IamRefusal tooLarge() {
        return new IamRefusal(413, "Request Entity Too Large", "The body is too large.");
    }

    static IamRefusal unavailable() {
        return new IamRefusal(503, "Service Unavailable", "Too many tokens are in force.");
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

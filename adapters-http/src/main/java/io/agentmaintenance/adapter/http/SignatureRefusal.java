package io.agentmaintenance.adapter.http;

/** The reason why a signature is not valid, for a log line. The texts are constants, so nothing of the request is logged. */
final class SignatureRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    SignatureRefusal(String why) {
        super(why, null, false, false); // It is an expected result, so it has no stack trace.
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

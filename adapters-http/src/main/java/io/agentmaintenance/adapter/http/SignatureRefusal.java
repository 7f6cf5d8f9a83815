package io.agentmaintenance.adapter.http;

/** Why a signature proves nothing: a text for a log line, made of constants only, so that nothing of the request gets into it. */
final class SignatureRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    SignatureRefusal(String why) {
        super(why, null, false, false); // An expected answer to bad requests, so no stack trace is paid for.
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

package io.agentmaintenance.adapter.http;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs at DEBUG the canonical request of a signature that does not match, and its hash, so that the developer of a client can
 * compare them with the client's own. It is not written for an unknown access key.
 */
final class SignatureLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.agentmaintenance.signatures");
    private static final int MAX_LENGTH = 4096;
    // Any other header could hold a credential.
    private static final Set<String> SHOWN = Set.of(
            "accept",
            "content-length",
            "content-type",
            "host",
            "x-domain-id",
            "x-project-id",
            "x-sdk-content-sha256",
            "x-sdk-date");

    private SignatureLog() {}

    /**
     * Logs a canonical request.
     *
     * @param canonical the canonical request; the values of headers that could be secret are not shown
     */
    static void mismatch(String canonical) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "signature does not match; SHA-256 of the canonical request: {}; canonical request: {}",
                    SignaturePayload.sha256(canonical),
                    Names.printable(withoutSecrets(canonical), MAX_LENGTH));
        }
    }

    /** Its lines are: method, path, query, one line for each header, an empty line, names of headers, hash of the body. */
    private static String withoutSecrets(String canonical) {
        String[] lines = canonical.split("\n", -1);
        for (int i = 3; i < lines.length && !lines[i].isEmpty(); i++) {
            String name = lines[i].substring(0, lines[i].indexOf(':'));
            if (!SHOWN.contains(name)) {
                lines[i] = name + ":(not shown)";
            }
        }
        return String.join("\n", lines);
    }
}

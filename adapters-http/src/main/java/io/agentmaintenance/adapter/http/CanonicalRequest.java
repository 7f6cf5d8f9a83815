package io.agentmaintenance.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request in the one form that client and server both sign. Documented: its six parts. The texts made here consist of
 * characters that stand for bytes, because a header may hold bytes of any character set.
 */
final class CanonicalRequest {
    private CanonicalRequest() {}

    /** The canonical forms that may have been signed, the documented one first; usually there is only one. */
    static List<String> spellings(ApiRequest request, SignatureHeader header) throws SignatureRefusal {
        String start = request.method().toUpperCase(Locale.ROOT) + '\n' + path(request.path()) + '\n';
        String end = '\n'
                + headers(request.headers(), header.signedHeaders())
                + '\n'
                + String.join(";", header.signedHeaders())
                + '\n'
                + SignaturePayload.of(request);
        List<String> spellings = new ArrayList<>(1);
        for (String query : CanonicalQuery.spellings(request.query())) {
            spellings.add(start + query + end);
        }
        return spellings;
    }

    static String path(String path) throws SignatureRefusal {
        StringBuilder canonical = new StringBuilder(path.length() + 16);
        for (String segment : path.split("/", -1)) {
            canonical.append(CanonicalEncoding.encode(CanonicalEncoding.decode(segment, false)));
            canonical.append('/');
        }
        if (path.endsWith("/")) {
            canonical.setLength(canonical.length() - 1); // The last slash does not start a segment.
        }
        return canonical.toString();
    }

    // Every value of a signed header is signed, in the order of the Go client. So an added value makes the signature
    // invalid.
    private static String headers(RequestHeaders headers, List<String> names) throws SignatureRefusal {
        StringBuilder lines = new StringBuilder(256);
        for (String name : names) {
            List<String> values = headers.all(name).stream()
                    .map(CanonicalRequest::bytes)
                    .sorted()
                    .toList();
            if (values.isEmpty()) {
                throw new SignatureRefusal("a signed header is missing");
            }
            for (String value : values) {
                if (value.indexOf('\n') >= 0) {
                    throw new SignatureRefusal("a signed header has a line feed"); // It would read as two headers.
                }
                lines.append(name).append(':').append(value).append('\n');
            }
        }
        return lines.toString();
    }

    // A binding has the bytes of the wire as ISO-8859-1, which is what was signed; what is more than that it took for
    // UTF-8.
    private static String bytes(String value) {
        String trimmed = value.trim();
        return trimmed.chars().allMatch(c -> c <= 0xFF)
                ? trimmed
                : new String(trimmed.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

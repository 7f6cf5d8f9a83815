package io.agentmaintenance.openapi;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, as a test has seen them.
 *
 * @param method the method in upper case; empty if the request was not HTTP
 * @param path the path as sent, with escapes, without the query
 * @param requestBody the body that was sent, or null if it is not known
 * @param status the status of the answer
 * @param headers the fields of the answer; names of any case
 * @param body the body of the answer, may be empty
 */
public record Exchange(
        String method,
        String path,
        @Nullable String requestBody,
        int status,
        Map<String, List<String>> headers,
        String body) {

    /** Keeps the fields under names of any case. */
    public Exchange {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /**
     * {@return the exchange that a client of the JDK has seen}
     *
     * @param response the answer
     * @param requestBody the body that was sent, or null
     */
    public static Exchange of(HttpResponse<String> response, @Nullable String requestBody) {
        return new Exchange(
                response.request().method(),
                response.uri().getRawPath(),
                requestBody,
                response.statusCode(),
                response.headers().map(),
                response.body());
    }

    /**
     * {@return the exchange of a caller that writes raw bytes}
     *
     * @param request the sent text, which may be incomplete or not HTTP
     * @param answer one whole answer, head and body
     * @throws IllegalArgumentException if the answer is not HTTP/1.1
     */
    public static Exchange ofText(String request, String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 ") || end < 0) {
            throw new IllegalArgumentException("not an HTTP/1.1 answer: " + answer);
        }
        String[] head = answer.substring(0, end).split("\r\n", -1);
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            fields.computeIfAbsent(head[i].substring(0, colon), name -> new ArrayList<>())
                    .add(head[i].substring(colon + 1).strip());
        }
        String[] line = request.split("\r\n", 2)[0].split(" ", -1);
        boolean http = line.length == 3 && line[2].startsWith("HTTP/1.");
        return new Exchange(
                http ? line[0] : "",
                http ? line[1].replaceFirst("\\?.*", "") : "",
                null,
                Integer.parseInt(head[0].substring(9, 12)),
                fields,
                answer.substring(end + 4));
    }

    /**
     * {@return the same exchange with a path relative to the mount of the API}
     *
     * @param mount the path of the mount, with escapes; a path outside it is not changed
     */
    public Exchange below(String mount) {
        return path.startsWith(mount)
                ? new Exchange(method, path.substring(mount.length()), requestBody, status, headers, body)
                : this;
    }
}

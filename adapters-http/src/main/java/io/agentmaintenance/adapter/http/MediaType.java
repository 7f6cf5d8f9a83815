package io.agentmaintenance.adapter.http;

import java.util.List;
import java.util.Locale;

/**
 * Checks the declared type of a body. No declaration is accepted, because the documented default is JSON in UTF-8. JSON is
 * accepted with any parameters, except with another charset.
 */
final class MediaType {
    // Documented: the length of Content-Type.
    private static final int MAX_LENGTH = 64;
    private static final String JSON = "application/json";

    private MediaType() {}

    static void require(RequestHeaders headers) throws ApiException {
        List<String> declared = headers.all("Content-Type");
        for (String type : declared) {
            String trimmed = type.trim();
            if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
                throw ApiException.of(
                        ApiError.REQUEST_INVALID, "Content-Type must have 1 to " + MAX_LENGTH + " characters");
            }
            if (!isJson(trimmed)) {
                throw ApiException.of(ApiError.MEDIA_TYPE_UNSUPPORTED);
            }
        }
        String coding = headers.first("Content-Encoding");
        if (coding != null && !coding.trim().equalsIgnoreCase("identity")) {
            throw ApiException.of(ApiError.MEDIA_TYPE_UNSUPPORTED, "The body must not have a Content-Encoding.");
        }
    }

    static boolean isJson(String type) {
        int semicolon = type.indexOf(';');
        String essence = semicolon < 0 ? type : type.substring(0, semicolon);
        if (!essence.trim().equalsIgnoreCase(JSON)) {
            return false;
        }
        while (semicolon >= 0) {
            int next = type.indexOf(';', semicolon + 1);
            String parameter = type.substring(semicolon + 1, next < 0 ? type.length() : next);
            if (!isUtf8OrNoCharset(parameter.trim().toLowerCase(Locale.ROOT))) {
                return false;
            }
            semicolon = next;
        }
        return true;
    }

    // A semicolon between quotes splits a parameter in two. Neither half can then be accepted as a charset by
    // mistake.
    private static boolean isUtf8OrNoCharset(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0 || !parameter.substring(0, equals).trim().equals("charset")) {
            return true;
        }
        String charset = parameter.substring(equals + 1).trim();
        boolean quoted = charset.length() >= 2 && charset.startsWith("\"") && charset.endsWith("\"");
        String name = quoted ? charset.substring(1, charset.length() - 1) : charset;
        return name.equals("utf-8") || name.equals("utf8");
    }
}

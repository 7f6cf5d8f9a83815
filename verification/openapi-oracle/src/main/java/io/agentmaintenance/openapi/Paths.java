package io.agentmaintenance.openapi;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The paths of a description. Finds the one that matches a request. */
final class Paths {
    private final JsonNode paths;

    Paths(JsonNode paths) {
        this.paths = paths;
    }

    /** {@return the path item, or null if no path matches} */
    @Nullable JsonNode find(String path) {
        String[] asked = (path.isEmpty() ? "/" : plain(path)).split("/", -1);
        for (Map.Entry<String, JsonNode> described : paths.properties()) {
            if (described.getKey().startsWith("/") && fits(described.getKey().split("/", -1), asked)) {
                return described.getValue();
            }
        }
        return null;
    }

    /** {@return the operation of this method, or null; HEAD is as described for GET} */
    static @Nullable JsonNode operation(JsonNode item, String method) {
        return item.get(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
    }

    static JsonNode anyOperation(JsonNode item) {
        return item.has("get") ? item.get("get") : item.get("post");
    }

    // Clients whose endpoint ends in a slash double it; others put one at the end.
    private static String plain(String path) {
        String plain = path.startsWith("//") ? path.substring(1) : path;
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static boolean fits(String[] described, String[] asked) {
        if (described.length != asked.length) {
            return false;
        }
        for (int i = 0; i < described.length; i++) {
            if (!described[i].startsWith("{") && !described[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }
}

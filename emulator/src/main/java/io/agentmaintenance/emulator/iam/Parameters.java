package io.agentmaintenance.emulator.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query. If one is repeated, the first counts.
 *
 * @param query the query, still percent-encoded; null if there is none
 */
record Parameters(@Nullable String query) {
    /** The decoded value, empty for a parameter without a value; null if it is missing. */
    @Nullable String text(String name) throws IamRefusal {
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if ((equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                try {
                    return equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    throw IamRefusal.badRequest("The query has a broken escape.");
                }
            }
        }
        return null;
    }

    /** The decoded value; null if the parameter is missing or empty. */
    @Nullable String filled(String name) throws IamRefusal {
        String text = text(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** The query without some parameters, still percent-encoded. Each remaining parameter is followed by an ampersand. */
    String without(List<String> names) {
        StringBuilder others = new StringBuilder();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            if (!pair.isEmpty() && names.stream().noneMatch(name -> pair.equals(name) || pair.startsWith(name + "="))) {
                others.append(pair).append('&');
            }
        }
        return others.toString();
    }

    /** A whole number within bounds; the default if the parameter is missing or empty. */
    int number(String name, int min, int max, int otherwise) throws IamRefusal {
        String text = filled(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw IamRefusal.badRequest(
                "The parameter " + name + " must be a whole number from " + min + " to " + max + ".");
    }

    /** A truth value; null if the parameter is missing or empty. Documented for the identity API: only {@code 0} and {@code false} mean false. */
    @Nullable Boolean flag(String name) throws IamRefusal {
        String text = filled(name);
        return text == null ? null : !text.equals("0") && !text.equalsIgnoreCase("false");
    }
}

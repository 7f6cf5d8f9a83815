package io.agentmaintenance.domain;

import java.util.List;

/**
 * Why a whole request was refused. Nothing of it was done.
 *
 * @param reason the reason from the catalogue: that of the first violation
 * @param violations every broken condition, in the order of the fields; copied
 */
public record RequestRefusal(RequestReason reason, List<Violation> violations) {
    /** Copies the violations. */
    public RequestRefusal {
        violations = List.copyOf(violations);
    }

    /**
     * {@return the refusal of a request with these violations}
     *
     * @param violations the violations, at least one
     * @throws IllegalArgumentException if there is none
     */
    public static RequestRefusal of(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a violation");
        }
        return new RequestRefusal(RequestReason.ofField(violations.get(0).field()), violations);
    }

    /**
     * {@return the text for the caller, 1 to 256 characters: the first violation, and how many more there are}
     */
    public String message() {
        if (violations.isEmpty()) {
            return reason.message();
        }
        int others = violations.size() - 1;
        String more =
                others == 0 ? "" : others == 1 ? " (and 1 more violation)" : " (and " + others + " more violations)";
        String first = violations.get(0).toString();
        int room = RequestReason.MAX_MESSAGE - more.length();
        return (first.length() > room ? cut(first, room) : first) + more;
    }

    // Not in the middle of a character that takes two chars: the name of an unknown field may have any.
    private static String cut(String text, int room) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room);
    }
}

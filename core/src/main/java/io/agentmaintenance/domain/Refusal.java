package io.agentmaintenance.domain;

import java.util.EnumMap;
import java.util.Map;

/**
 * Why one item of a batch created no invocation, with the text for the caller.
 *
 * @param reason the reason from the catalogue
 * @param message the text for the caller, 1 to 128 characters
 */
public record Refusal(RefusalReason reason, String message) {
    private static final Map<RefusalReason, Refusal> PLAIN = plain();

    /**
     * Checks the length of the message.
     *
     * @throws IllegalArgumentException if it is empty or too long
     */
    public Refusal {
        if (message.isEmpty() || message.length() > RefusalReason.MAX_MESSAGE) {
            throw new IllegalArgumentException("message must have 1 to " + RefusalReason.MAX_MESSAGE + " characters");
        }
    }

    /**
     * {@return the refusal of a reason whose message has no placeholder}
     *
     * @param reason the reason
     * @throws IllegalArgumentException if the message of the reason has a placeholder
     */
    public static Refusal of(RefusalReason reason) {
        Refusal refusal = PLAIN.get(reason);
        if (refusal == null) {
            throw new IllegalArgumentException("the message of " + reason + " must name something");
        }
        return refusal;
    }

    /**
     * {@return the refusal of a reason whose message names an invocation}
     *
     * @param reason the reason
     * @param invocation the id of the invocation
     */
    public static Refusal naming(RefusalReason reason, InvocationId invocation) {
        return new Refusal(reason, reason.message().replace("%s", invocation.value()));
    }

    /**
     * {@return the refusal by a rule that the embedding host added}
     *
     * @param message the text for the caller, 1 to 128 characters
     * @throws IllegalArgumentException if the message is empty or too long
     */
    public static Refusal byHost(String message) {
        return new Refusal(RefusalReason.HOST_POLICY, message);
    }

    /** {@return this refusal with one more sentence} */
    Refusal followedBy(String sentence) {
        return new Refusal(reason, message + " " + sentence);
    }

    private static Map<RefusalReason, Refusal> plain() {
        Map<RefusalReason, Refusal> plain = new EnumMap<>(RefusalReason.class);
        for (RefusalReason reason : RefusalReason.values()) {
            if (!reason.message().contains("%s")) {
                plain.put(reason, new Refusal(reason, reason.message()));
            }
        }
        return plain;
    }
}

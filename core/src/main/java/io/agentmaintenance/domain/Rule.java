package io.agentmaintenance.domain;

import io.vavr.control.Either;
import org.jspecify.annotations.Nullable;

/**
 * A named business rule: one condition that an item has to meet, and the refusal if it does not. Rules are values; each
 * can be asked alone, without any port.
 *
 * @param name the condition as a sentence for the reader
 * @param stage when it is asked
 * @param replaceable whether a host may put another rule in its place
 * @param condition the condition
 */
public record Rule(String name, Stage stage, boolean replaceable, Condition condition) {
    /** A condition on a candidate: a pure function. */
    @FunctionalInterface
    public interface Condition {
        /**
         * {@return why the candidate does not meet the condition, or null if it does}
         *
         * @param candidate the candidate; if the condition's stage comes after {@link Stage#EXISTENCE}, all that its kind
         *     of request needs to exist does
         */
        @Nullable Refusal violatedBy(Candidate candidate);
    }

    /**
     * {@return a rule of our own decision, which a host may replace}
     *
     * @param stage when it is asked
     * @param name the condition as a sentence
     * @param condition the condition
     */
    public static Rule assumed(Stage stage, String name, Condition condition) {
        return new Rule(name, stage, true, condition);
    }

    /**
     * {@return a rule without which the rest has no meaning, or which the outside world sets; it can not be replaced}
     *
     * @param stage when it is asked
     * @param name the condition as a sentence
     * @param condition the condition
     */
    public static Rule fixed(Stage stage, String name, Condition condition) {
        return new Rule(name, stage, false, condition);
    }

    /**
     * Asks the rule.
     *
     * @param candidate the item
     * @return the candidate if it meets the condition, else the refusal
     */
    public Either<Refusal, Candidate> check(Candidate candidate) {
        Refusal refusal = condition.violatedBy(candidate);
        return refusal == null ? Either.right(candidate) : Either.left(refusal);
    }

    @Override
    public String toString() {
        return name;
    }
}

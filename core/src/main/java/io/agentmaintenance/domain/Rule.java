package io.agentmaintenance.domain;

import io.vavr.control.Either;
import org.jspecify.annotations.Nullable;

/**
 * A named business rule: one condition that an item must meet, and the refusal if it does not. A rule is a value and can be
 * checked alone, without any port.
 *
 * <p>A condition uses the facts of its {@link Candidate} only. It reads no clock, calls nothing that may wait or fail, keeps
 * nothing and changes nothing. It may be called several times for one item, by several threads, also for items that are only
 * planned and for requests that the text of a refusal could suggest.
 *
 * @param name the condition as a sentence
 * @param stage when it is checked
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
         * @param candidate the candidate; in stages after {@link Stage#EXISTENCE}, the instance and the named
         *     invocation are known
         */
        @Nullable Refusal violatedBy(Candidate candidate);
    }

    /**
     * {@return a rule that a host may replace}
     *
     * @param stage when it is checked
     * @param name the condition as a sentence
     * @param condition the condition
     */
    public static Rule assumed(Stage stage, String name, Condition condition) {
        return new Rule(name, stage, true, condition);
    }

    /**
     * {@return a rule that a host cannot replace: other rules depend on it, or it is documented}
     *
     * @param stage when it is checked
     * @param name the condition as a sentence
     * @param condition the condition
     */
    public static Rule fixed(Stage stage, String name, Condition condition) {
        return new Rule(name, stage, false, condition);
    }

    /**
     * Checks the rule.
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

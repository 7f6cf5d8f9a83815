package io.agentmaintenance.domain;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that decide whether an item of a request is accepted. {@link #decide} returns the first refusal, {@link #explain} all of
 * them; both check the same rules in the order of their {@link Stage}. If the text of a refusal suggests another request, the same
 * rules accept that request for the same instance now. Immutable and thread-safe.
 */
public final class Eligibility {
    private static final Eligibility STANDARD = new Eligibility(standardRules(), RetryRules.ALL);
    private static final java.util.List<Rule> UNKNOWN_TASK =
            java.util.List.of(CommonRules.NAMED_ONCE, RetryRules.TASK_KNOWN);

    private final Map<Operation, java.util.List<Rule>> direct = new EnumMap<>(Operation.class);
    private final Map<Operation, java.util.List<Rule>> repeated = new EnumMap<>(Operation.class);
    private final Map<Operation, java.util.List<Rule>> rules;
    private final java.util.List<Rule> ofRetry;

    private Eligibility(Map<Operation, java.util.List<Rule>> rules, java.util.List<Rule> ofRetry) {
        this.rules = rules;
        this.ofRetry = ofRetry;
        rules.forEach((operation, own) -> {
            direct.put(operation, staged(own.stream()));
            repeated.put(operation, staged(Stream.concat(ofRetry.stream(), own.stream())));
        });
    }

    /**
     * {@return the standard rules}
     */
    public static Eligibility standard() {
        return STANDARD;
    }

    /**
     * {@return the rules that are checked for a request, in their order}
     *
     * @param type the type of the request
     * @param operation what would be done; null if a RETRY names an invocation that is not known
     */
    public java.util.List<Rule> rules(InvocationType type, @Nullable Operation operation) {
        if (operation == null) {
            return UNKNOWN_TASK;
        }
        Map<Operation, java.util.List<Rule>> byOperation = type == InvocationType.RETRY ? repeated : direct;
        return byOperation.getOrDefault(operation, java.util.List.of());
    }

    /**
     * Decides on an item.
     *
     * @param candidate the item
     * @return the candidate if it meets every condition, else the first refusal
     */
    public Either<Refusal, Candidate> decide(Candidate candidate) {
        for (Rule rule : rules(candidate.type(), candidate.operation())) {
            Refusal refusal = rule.condition().violatedBy(candidate);
            if (refusal != null) {
                return Either.left(withAdvice(refusal, candidate));
            }
        }
        return Either.right(candidate);
    }

    /**
     * Explains an item: collects every refusal. After a refusal of the stage {@code REQUEST} or {@code EXISTENCE}, such as an unknown
     * instance, no further rule is checked.
     *
     * @param candidate the item
     * @return the candidate if it meets every condition, else all different refusals, the first one first
     */
    public Validation<Seq<Refusal>, Candidate> explain(Candidate candidate) {
        List<Refusal> refusals = List.empty();
        for (Rule rule : rules(candidate.type(), candidate.operation())) {
            Refusal refusal = rule.condition().violatedBy(candidate);
            if (refusal != null) {
                refusals = refusals.append(withAdvice(refusal, candidate));
                if (rule.stage().isGate()) {
                    break;
                }
            }
        }
        return refusals.isEmpty() ? Validation.valid(candidate) : Validation.invalid(refusals.distinct());
    }

    /**
     * {@return these rules with one of them replaced, for every operation that has it}
     *
     * @param replaced the rule to replace
     * @param replacement the rule to put in its place
     * @throws IllegalArgumentException if the rule cannot be replaced or is not one of these rules
     */
    public Eligibility replacing(Rule replaced, Rule replacement) {
        if (!replaced.replaceable()) {
            throw new IllegalArgumentException("the rule cannot be replaced: " + replaced);
        }
        if (Stream.concat(ofRetry.stream(), rules.values().stream().flatMap(java.util.List::stream))
                .noneMatch(replaced::equals)) {
            throw new IllegalArgumentException("the rule is not in force: " + replaced);
        }
        Map<Operation, java.util.List<Rule>> changed = new EnumMap<>(Operation.class);
        rules.forEach((operation, own) -> changed.put(operation, replace(own, replaced, replacement)));
        return new Eligibility(changed, replace(ofRetry, replaced, replacement));
    }

    /**
     * {@return these rules with one more for an operation and its retries}
     *
     * @param operation the operation
     * @param rule the rule; {@link Refusal#byHost} makes its refusal
     */
    public Eligibility adding(Operation operation, Rule rule) {
        Map<Operation, java.util.List<Rule>> changed = new EnumMap<>(rules);
        changed.merge(
                operation,
                java.util.List.of(rule),
                (own, more) -> Stream.concat(own.stream(), more.stream()).toList());
        return new Eligibility(changed, ofRetry);
    }

    private Refusal withAdvice(Refusal refusal, Candidate candidate) {
        return new RefusalAdvice(this::accepts, candidate).completed(refusal);
    }

    /** {@return whether the candidate meets every condition} */
    boolean accepts(Candidate candidate) {
        return rules(candidate.type(), candidate.operation()).stream()
                .allMatch(rule -> rule.condition().violatedBy(candidate) == null);
    }

    private static java.util.List<Rule> replace(java.util.List<Rule> rules, Rule replaced, Rule replacement) {
        return rules.stream()
                .map(rule -> rule.equals(replaced) ? replacement : rule)
                .toList();
    }

    private static Map<Operation, java.util.List<Rule>> standardRules() {
        return new EnumMap<>(Map.of(
                Operation.INSTALL, withCommon(InstallRules.ALL),
                Operation.UPDATE, withCommon(UpdateRules.ALL),
                Operation.ROLLBACK, withCommon(RollbackRules.ALL)));
    }

    // The rules of the operation come before the common ones. So within a stage, the rules about the earlier invocation
    // are checked before those about its instance.
    private static java.util.List<Rule> withCommon(java.util.List<Rule> own) {
        return Stream.concat(own.stream(), CommonRules.ALL.stream()).toList();
    }

    // The sort is stable: within a stage the rules keep their order.
    private static java.util.List<Rule> staged(Stream<Rule> rules) {
        return rules.sorted(Comparator.comparing(Rule::stage)).toList();
    }
}

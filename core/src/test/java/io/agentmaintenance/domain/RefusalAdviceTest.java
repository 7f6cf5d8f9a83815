package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.NO_VERSIONS;
import static io.agentmaintenance.fixture.TestValues.OFFERED;
import static io.agentmaintenance.fixture.TestValues.offer;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Walks every combination of request, UniAgent state, agent state, present version, offered versions and history, and reads
 * what the refusals advise. Without a running UniAgent nothing is accepted, so a few wishes stand for all.
 */
@DisplayName("The alternative that a refusal names")
class RefusalAdviceTest {
    private static final Eligibility STANDARD = Eligibility.standard();
    private static final Eligibility NO_UPDATES = STANDARD.adding(
            Operation.UPDATE, Rule.assumed(Stage.REACHABILITY, "no updates", c -> Refusal.byHost("No updates.")));

    private static final Pattern ADVICE =
            Pattern.compile("(INSTALL|UPDATE|ROLLBACK)(?: (?:to|of) (\\S+))? is possible\\.");
    private static final Pattern NO_ADVICE =
            Pattern.compile("(UPDATE to|INSTALL of) the newest version is not possible now\\.|"
                    + "The last change cannot be rolled back now\\.");
    private static final Pattern ANY_ADVICE =
            Pattern.compile("\\b(start|use|try|retry|install|update|roll back|rollback)\\b", Pattern.CASE_INSENSITIVE);

    private static final List<AgentVersions> CATALOGUES = List.of(
            OFFERED,
            NO_VERSIONS,
            AgentVersions.of(List.of(offer("2.7.2", VersionType.BASIC_VERSION))),
            AgentVersions.of(List.of(offer("3.0.1", VersionType.ADVANCE_VERSION))),
            AgentVersions.of(List.of(
                    offer("2.7.1", VersionType.BASIC_VERSION),
                    offer("2.7.1.0", VersionType.ADVANCE_VERSION),
                    offer("2.7.1-hotfix1", VersionType.ADVANCE_VERSION))));
    private static final List<String> PRESENT = List.of("2.4.1", "2.4.0", "2.7.1", "2.7.2", "2.7.2.0", "3.0.1", "9.9");
    private static final List<VersionWish> WISHES = Stream.concat(
                    Stream.of(
                            VersionWish.any(),
                            VersionWish.newest(VersionType.BASIC_VERSION),
                            VersionWish.newest(VersionType.ADVANCE_VERSION)),
                    Stream.concat(PRESENT.stream(), Stream.of("2.7.1.0", "2.7.1-hotfix1"))
                            .map(text -> VersionWish.exactly(version(text))))
            .toList();

    /** One wish of each kind; the named version is older than most that are present. */
    private static final List<VersionWish> FEW_WISHES = List.of(
            VersionWish.any(), VersionWish.newest(VersionType.ADVANCE_VERSION), VersionWish.exactly(version("2.4.0")));

    private static final Invocation UPDATE = aTask("update").update().succeeded();

    private static final List<Candidate> COMBINATIONS = combinations();

    private static final List<RefusalReason> WITH_ADVICE = List.of(
            RefusalReason.ALREADY_INSTALLED,
            RefusalReason.AGENT_STOPPED,
            RefusalReason.NOT_INSTALLED,
            RefusalReason.DOWNGRADE_NOT_ALLOWED,
            RefusalReason.VERSION_TYPE_UNKNOWN);

    /** Texts that use the word of an operation and advise nothing. */
    private static final List<String> ADVICE_FREE = Stream.of(
                    RefusalReason.NOT_ROLLBACKABLE,
                    RefusalReason.NOTHING_TO_ROLL_BACK,
                    RefusalReason.NO_PREVIOUS_VERSION,
                    RefusalReason.ALREADY_SUCCEEDED)
            .map(RefusalReason::message)
            .toList();

    @Test
    @DisplayName("is accepted by the same rules for the same server, in every combination")
    void isAccepted() {
        Map<RefusalReason, Integer> advised = new EnumMap<>(RefusalReason.class);
        Map<RefusalReason, Integer> withoutAdvice = new EnumMap<>(RefusalReason.class);
        Set<Refusal> others = new HashSet<>();
        for (Eligibility rules : List.of(STANDARD, NO_UPDATES)) {
            for (Candidate candidate : COMBINATIONS) {
                for (Refusal refusal : refusals(rules, candidate)) {
                    Matcher advice = ADVICE.matcher(refusal.message());
                    if (advice.find()) {
                        advised.merge(refusal.reason(), 1, Integer::sum);
                        check(rules.accepts(request(candidate, advice)), refusal, candidate);
                    } else if (NO_ADVICE.matcher(refusal.message()).find()) {
                        withoutAdvice.merge(refusal.reason(), 1, Integer::sum);
                        assertThatNothingIsAccepted(rules, candidate, refusal);
                    } else {
                        others.add(refusal);
                    }
                }
            }
        }
        assertThat(others).extracting(Refusal::reason).doesNotContainAnyElementsOf(WITH_ADVICE);
        assertThat(others)
                .filteredOn(refusal -> refusal.reason() != RefusalReason.HOST_POLICY)
                .extracting(Refusal::message)
                .filteredOn(message -> !ADVICE_FREE.contains(message))
                .noneMatch(message -> ANY_ADVICE.matcher(message).find());
        assertThat(advised.keySet()).containsExactlyInAnyOrderElementsOf(WITH_ADVICE);
        assertThat(withoutAdvice.keySet()).containsExactlyInAnyOrderElementsOf(WITH_ADVICE);
    }

    @Test
    @DisplayName("fits into a message, with the longest version and the longest task id")
    void fitsIntoAMessage() {
        AgentVersion longest = version("9".repeat(64));
        AgentVersions offered = AgentVersions.of(List.of(
                new OfferedVersion(longest, VersionType.ADVANCE_VERSION), offer("1", VersionType.BASIC_VERSION)));
        CandidateBuilder running = CandidateBuilder.install()
                .agent(AgentState.running(version("2")))
                .offering(offered);
        CandidateBuilder withdrawn = CandidateBuilder.install()
                .agent(new AgentState(AgentStatus.FAULT, version("2")))
                .offering(offered);
        CandidateBuilder absent = CandidateBuilder.update()
                .agent(AgentState.notInstalled())
                .offering(offered)
                .wish(VersionWish.exactly(longest));
        Invocation update = aTask("i".repeat(64)).update().from("1").to("2").succeeded();
        CandidateBuilder older = CandidateBuilder.update()
                .agent(AgentState.running(version("2")))
                .offering(offered)
                .lastChange(update)
                .latest(update)
                .wish(VersionWish.exactly(version("1")));

        CandidateBuilder brokenAndOlder = CandidateBuilder.update()
                .agent(new AgentState(AgentStatus.FAULT, longest))
                .offering(offered)
                .wish(VersionWish.exactly(version("1")));

        assertThat(message(running)).endsWith("UPDATE to " + longest + " is possible.");
        assertThat(message(withdrawn)).endsWith("INSTALL of " + longest + " is possible.");
        assertThat(message(absent)).endsWith("INSTALL of " + longest + " is possible.");
        assertThat(message(older)).endsWith("ROLLBACK of " + update.id() + " is possible.");
        assertThat(message(brokenAndOlder)).endsWith("INSTALL of 1 is possible.");
    }

    @Test
    @DisplayName("is not added to the text of a host's rule")
    void leavesTheTextOfAHost() {
        String text = "x".repeat(128);
        Rule own = Rule.assumed(Stage.AGENT, "own text", c -> new Refusal(RefusalReason.ALREADY_INSTALLED, text));
        Eligibility rules = STANDARD.replacing(InstallRules.AGENT_INSTALLABLE, own);

        assertThat(rules.decide(CandidateBuilder.install().build()).getLeft().message())
                .isEqualTo(text);
    }

    @Test
    @DisplayName("A repair without a named version never goes to an older version or to another type")
    void repairsWithoutADowngradeOrAnotherType() {
        int repairs = 0;
        for (Candidate candidate : COMBINATIONS) {
            AgentVersion present = candidate.agent().version();
            AgentVersion target = candidate.target();
            if (candidate.type() == InvocationType.INSTALL
                    && candidate.agent().status() == AgentStatus.FAULT
                    && candidate.wish().version() == null
                    && present != null
                    && STANDARD.decide(candidate).isRight()) {
                repairs++;
                assertThat(present.isNewerThan(Objects.requireNonNull(target)))
                        .as("%s", candidate)
                        .isFalse();
                VersionType type = candidate.wish().type();
                if (type == null) {
                    assertThat(target).as("%s", candidate).isEqualTo(present);
                } else {
                    assertThat(candidate.versions().typeOf(target))
                            .as("%s", candidate)
                            .isEqualTo(type);
                }
            }
        }
        assertThat(repairs).isPositive();
    }

    @Test
    @DisplayName("A repair that is refused because the type is not known advises a version that is not older")
    void repairOfUnknownType() {
        int advised = 0;
        for (Candidate candidate : COMBINATIONS) {
            if (candidate.agent().status() != AgentStatus.FAULT) {
                continue;
            }
            for (Refusal refusal : refusals(STANDARD, candidate)) {
                Matcher advice = ADVICE.matcher(refusal.message());
                if (refusal.reason() == RefusalReason.VERSION_TYPE_UNKNOWN && advice.find()) {
                    advised++;
                    AgentVersion present =
                            Objects.requireNonNull(candidate.agent().version());
                    check(!present.isNewerThan(version(advice.group(2))), refusal, candidate);
                    check(!candidate.versions().contains(present), refusal, candidate);
                }
            }
        }
        assertThat(advised).isPositive();
    }

    @Test
    @DisplayName("An UPDATE without a named version is never refused as a downgrade")
    void refusesADowngradeOnlyIfNamed() {
        for (Candidate candidate : COMBINATIONS) {
            if (candidate.type() != InvocationType.UPDATE || candidate.history().latest() != null) {
                continue;
            }
            boolean named = candidate.wish().version() != null;
            for (Refusal refusal : refusals(STANDARD, candidate)) {
                check(
                        refusal.reason()
                                != (named ? RefusalReason.NOTHING_NEWER_OFFERED : RefusalReason.DOWNGRADE_NOT_ALLOWED),
                        refusal,
                        candidate);
            }
        }
    }

    /** An assertion for a walk over hundreds of thousands of refusals. */
    private static void check(boolean isTrue, Refusal refusal, Candidate refused) {
        if (!isTrue) {
            fail("the text of " + refusal + " is not true for " + refused);
        }
    }

    private static String message(CandidateBuilder refused) {
        return STANDARD.decide(refused.build()).getLeft().message();
    }

    private static List<Refusal> refusals(Eligibility rules, Candidate candidate) {
        var verdict = rules.explain(candidate);
        return verdict.isValid() ? List.of() : verdict.getError().asJava();
    }

    /** The request that the advice names, as a caller would make it. */
    private static Candidate request(Candidate refused, Matcher advice) {
        String detail = advice.group(2);
        return switch (advice.group(1)) {
            case "INSTALL" -> asking(InvocationType.INSTALL, refused, wish(detail));
            case "UPDATE" -> asking(InvocationType.UPDATE, refused, wish(detail));
            case "ROLLBACK" ->
                rollingBack(
                        refused,
                        Stream.of(
                                        refused.history().lastChange(),
                                        refused.history().latest())
                                .filter(task ->
                                        task != null && task.id().value().equals(detail))
                                .findFirst()
                                .orElseThrow());
            default -> fail("unknown advice");
        };
    }

    private static VersionWish wish(@Nullable String version) {
        return version == null ? VersionWish.any() : VersionWish.exactly(version(version));
    }

    private static void assertThatNothingIsAccepted(Eligibility rules, Candidate refused, Refusal refusal) {
        if (refusal.message().contains("cannot be rolled back")) {
            Stream.of(refused.history().lastChange(), refused.history().latest())
                    .filter(task -> task != null)
                    .forEach(task -> check(!rules.accepts(rollingBack(refused, task)), refusal, refused));
            return;
        }
        InvocationType type = refusal.message().contains("UPDATE") ? InvocationType.UPDATE : InvocationType.INSTALL;
        for (VersionWish wish : WISHES) {
            check(!rules.accepts(asking(type, refused, wish)), refusal, refused);
        }
    }

    private static Candidate asking(InvocationType type, Candidate facts, VersionWish wish) {
        return candidate(type, Operation.valueOf(type.name()), wish, facts, null);
    }

    private static Candidate rollingBack(Candidate facts, Invocation task) {
        return candidate(InvocationType.ROLLBACK, Operation.ROLLBACK, VersionWish.any(), facts, task);
    }

    private static Candidate candidate(
            InvocationType type, Operation operation, VersionWish wish, Candidate facts, @Nullable Invocation earlier) {
        return new Candidate(
                type,
                operation,
                wish,
                facts.instance(),
                facts.history(),
                earlier,
                earlier,
                facts.versions(),
                facts.limits(),
                facts.now(),
                false);
    }

    private static List<Candidate> combinations() {
        List<Candidate> all = new ArrayList<>();
        for (UniAgentStatus uniAgent : UniAgentStatus.values()) {
            List<VersionWish> wishes = uniAgent == UniAgentStatus.RUNNING ? WISHES : FEW_WISHES;
            for (AgentState agent : agents()) {
                Instance instance = new Instance(InstanceProfile.ecs(InstanceId.of("server-1")), uniAgent, agent);
                for (AgentVersions versions : CATALOGUES) {
                    for (InstanceHistory history : histories()) {
                        addRequests(all, wishes, instance, versions, history);
                    }
                }
            }
        }
        return all;
    }

    private static void addRequests(
            List<Candidate> all,
            List<VersionWish> wishes,
            Instance instance,
            AgentVersions versions,
            InstanceHistory history) {
        for (VersionWish wish : wishes) {
            all.add(candidate(InvocationType.INSTALL, Operation.INSTALL, wish, instance, versions, history, null));
            all.add(candidate(InvocationType.UPDATE, Operation.UPDATE, wish, instance, versions, history, null));
        }
        for (Invocation task : Arrays.asList(history.latest(), history.lastChange())) {
            if (task != null) {
                all.add(candidate(
                        InvocationType.ROLLBACK,
                        Operation.ROLLBACK,
                        VersionWish.any(),
                        instance,
                        versions,
                        history,
                        task));
                VersionWish pinned = VersionWish.exactly(task.versions().target());
                all.add(candidate(InvocationType.RETRY, task.operation(), pinned, instance, versions, history, task));
            }
        }
    }

    private static Candidate candidate(
            InvocationType type,
            Operation operation,
            VersionWish wish,
            Instance instance,
            AgentVersions versions,
            InstanceHistory history,
            @Nullable Invocation earlier) {
        Invocation undone = earlier != null && earlier.operation() == Operation.ROLLBACK ? UPDATE : earlier;
        return new Candidate(
                type,
                operation,
                wish,
                instance,
                history,
                earlier,
                type == InvocationType.RETRY ? (operation == Operation.ROLLBACK ? undone : null) : earlier,
                versions,
                TimeLimits.standard(),
                NOON,
                false);
    }

    private static List<AgentState> agents() {
        List<AgentState> agents = new ArrayList<>();
        for (AgentStatus status : AgentStatus.values()) {
            agents.add(new AgentState(status, null));
            if (status != AgentStatus.NONE) {
                PRESENT.forEach(present -> agents.add(new AgentState(status, version(present))));
            }
        }
        return agents;
    }

    private static List<InstanceHistory> histories() {
        Invocation install = aTask("install").install().to("2.4.1").succeeded();
        Invocation old =
                aTask("old").update().created(NOON.minus(Duration.ofDays(30))).succeeded();
        Invocation later =
                aTask("later").install().created(NOON.minusSeconds(600)).failed();
        return List.of(
                InstanceHistory.empty(),
                new InstanceHistory(install, install),
                new InstanceHistory(UPDATE, UPDATE),
                new InstanceHistory(old, old),
                new InstanceHistory(later, UPDATE),
                new InstanceHistory(aTask("failed").update().failed(), install),
                new InstanceHistory(aTask("timeout").update().to("2.7.2").timedOut(), null),
                new InstanceHistory(aTask("canceled").update().canceled(), null),
                new InstanceHistory(aTask("running").install().running(), null),
                new InstanceHistory(
                        aTask("rollback")
                                .rollbackOf(UPDATE)
                                .created(NOON.minusSeconds(600))
                                .failed(),
                        UPDATE),
                new InstanceHistory(
                        aTask("gone").update().from("1.0").to("2.7.2").succeeded(), null));
    }
}

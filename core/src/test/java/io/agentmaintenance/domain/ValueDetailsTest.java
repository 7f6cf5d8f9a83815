package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Details of values that other code relies on:")
class ValueDetailsTest {
    private static final InvocationId ONE = InvocationId.of("one");
    private static final InvocationId TWO = InvocationId.of("two");

    @Test
    @DisplayName("ids are equal by their text, and have different hash codes otherwise")
    void idsAreEqualByTheirText() {
        assertThat(ONE).isEqualTo(InvocationId.of("one")).isNotEqualTo(TWO).hasSameHashCodeAs(InvocationId.of("one"));
        assertThat(ONE.hashCode()).isNotEqualTo(TWO.hashCode());
        InstanceId web = InstanceId.of("web");
        assertThat(web)
                .isEqualTo(InstanceId.of("web"))
                .isNotEqualTo(InstanceId.of("db"))
                .isNotEqualTo(ONE);
        assertThat(web.hashCode()).isNotEqualTo(InstanceId.of("db").hashCode());
        assertThat(ONE).isNotEqualTo(InstanceId.of("one"));
    }

    @Test
    @DisplayName("removing a link keeps every other link; a lineage without links is one shared object")
    void removingALinkKeepsTheOthers() {
        assertThat(Lineage.none().retriedBy(TWO).retriedBy(null)).isSameAs(Lineage.none());
        for (Lineage lineage : List.of(
                new Lineage(ONE, null, null, TWO),
                new Lineage(null, ONE, null, TWO),
                new Lineage(null, null, ONE, TWO))) {
            assertThat(lineage.retriedBy(null))
                    .isEqualTo(new Lineage(lineage.retryOf(), lineage.root(), lineage.rollbackOf(), null));
        }
    }

    @Test
    @DisplayName("a rule is fixed or replaceable")
    void aRuleIsFixedOrReplaceable() {
        assertThat(Rule.fixed(Stage.EXISTENCE, "a", candidate -> null).replaceable())
                .isFalse();
        assertThat(Rule.assumed(Stage.EXISTENCE, "b", candidate -> null).replaceable())
                .isTrue();
    }

    @Test
    @DisplayName("a message of the greatest length is not cut, whatever its last character")
    void aMessageOfTheGreatestLengthIsNotCut() {
        String longest = "x".repeat(Progress.MAX_MESSAGE - 2) + "\ud83d\ude00";
        Instant now = Instant.EPOCH;
        assertThat(new Progress(InvocationStatus.PENDING, null, null, null, null, now, longest, false).message())
                .isEqualTo(longest);
    }

    @Test
    @DisplayName("an empty page has the count 0, and the report of a canceled execution has the event CANCELED")
    void anEmptyPageCountsZero() {
        assertThat(InvocationPage.empty()).isEqualTo(new InvocationPage(List.of(), 0));
        assertThat(ExecutionReport.canceled(aTask("t").running()).event()).isEqualTo(ExecutionReport.Event.CANCELED);
    }
}

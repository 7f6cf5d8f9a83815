package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The fixtures")
class FixturesTest {
    @ParameterizedTest(name = "{0}")
    @EnumSource(InvocationStatus.class)
    @DisplayName("lead an invocation to every state, step by step, in order of time")
    void leadToEveryState(InvocationStatus status) {
        Invocation now = Invocations.update("t-1", "web-1");
        for (InvocationChange step : Invocations.path(now, status)) {
            assertThat(step.before()).isEqualTo(now);
            assertThat(step.after().progress().updatedAt())
                    .isAfter(now.progress().updatedAt());
            now = step.after();
        }
        assertThat(now.status()).isEqualTo(status);
    }

    @Test
    @DisplayName("create as many INSTALLs as requested, each with its own id and instance")
    void createManyInstalls() {
        List<Invocation> many = Invocations.installs("T", 1000);

        assertThat(many).hasSize(1000);
        assertThat(many).extracting(Invocation::id).doesNotHaveDuplicates();
        assertThat(many).extracting(Invocation::instanceId).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("relate a retry and a rollback to the earlier invocation")
    void relateRetriesAndRollbacks() {
        Invocation update = Invocations.update("u-1", "web-1");

        MaintenanceAssertions.assertThat(Invocations.retry("t-2", update))
                .repeats(update.id())
                .undoes(null);
        MaintenanceAssertions.assertThat(Invocations.rollback("r-1", update))
                .undoes(update.id())
                .repeats(null);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(InstanceType.class)
    @DisplayName("have a profile with values of maximum length")
    void haveTheLongestProfile(InstanceType kind) {
        InstanceProfile longest = Instances.longest(kind);

        assertThat(longest.id().value()).hasSize(64);
        assertThat(longest.name()).hasSize(128);
        assertThat(longest.intranetIps()).hasSize(10).allMatch(address -> address.length() == 15);
        assertThat(longest.elasticIps()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("have a fleet of numbered instances with a running UniAgent")
    void haveANumberedFleet() {
        assertThat(Instances.fleet(3))
                .extracting(server -> server.id().value())
                .containsExactly("web-0001", "web-0002", "web-0003");
        assertThat(Instances.fleet(0)).isEmpty();
    }
}

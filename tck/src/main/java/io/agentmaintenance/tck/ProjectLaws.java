package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws that isolate projects: no project sees or changes invocations of another, even with the same ids. */
abstract class ProjectLaws extends RepositoryLaws {
    private final Invocation here = install("t-1", "web-1");
    private final Invocation there =
            invocation("t-1", "web-1").project(OTHER_PROJECT).build();

    ProjectLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("may use the same ids, of invocations and of servers, at the same time")
    void mayUseTheSameIds() {
        assertThat(insert(first(here))).isEqualTo(STORED);
        assertThat(insert(first(there))).isEqualTo(STORED);

        assertStored(here);
        assertStored(there);
    }

    @Test
    @DisplayName("are distinguished if project id and task or server id form the same text when joined")
    void areDistinguishedByTheWholeKey() {
        Invocation one = invocation("bc", "bc").project(ProjectId.of("a")).build();
        Invocation other = invocation("c", "c").project(ProjectId.of("ab")).build();

        assertThat(insert(first(one))).isEqualTo(STORED);
        assertThat(insert(first(other))).isEqualTo(STORED);

        assertStored(one);
        assertStored(other);
        assertThat(history(one)).isEqualTo(new InstanceHistory(one, null));
        assertThat(history(other)).isEqualTo(new InstanceHistory(other, null));
    }

    @Test
    @DisplayName("do not find each other's tasks")
    void areNotFound() {
        given(here);

        assertThat(repository.findAll(OTHER_PROJECT, List.of(here.id()))).isEmpty();
        assertThat(history(there)).isEqualTo(InstanceHistory.empty());
    }

    @Test
    @DisplayName("neither list nor count each other's tasks, with any filter")
    void areNotListed() {
        given(here);

        assertThat(repository.find(InvocationQuery.newest(OTHER_PROJECT))).isEqualTo(InvocationPage.empty());
        assertThat(repository.find(new InvocationQuery(OTHER_PROJECT, here.instanceId(), null, here.id(), null, 0, 10)))
                .isEqualTo(InvocationPage.empty());
    }

    @Test
    @DisplayName("have separate histories for servers with the same id")
    void haveHistoriesOfTheirOwn() {
        Invocation ended = given(here, InvocationStatus.SUCCEEDED);
        given(there);

        assertThat(history(here)).isEqualTo(new InstanceHistory(ended, ended));
        assertThat(history(there)).isEqualTo(new InstanceHistory(there, null));
    }

    @Test
    @DisplayName("change only their own tasks")
    void changeTheirOwn() {
        given(here);
        given(there);

        Invocation running = given(there.start(later(there)));

        assertStored(here);
        assertStored(running);
    }

    @Test
    @DisplayName("link only their own tasks")
    void linkTheirOwn() {
        Invocation failedHere = given(here, InvocationStatus.FAILED);
        Invocation failedThere = given(there, InvocationStatus.FAILED);

        given(repeating(failedThere, retry("t-2", failedThere)));

        assertStored(failedHere);
        MaintenanceAssertions.assertThat(stored(failedThere))
                .isRetriedBy(retry("t-2", failedThere).id());
    }

    @Test
    @DisplayName("take back only the link of their own task when they withdraw its retry")
    void unlinkTheirOwn() {
        Invocation failedHere = given(here, InvocationStatus.FAILED);
        Invocation failedThere = given(there, InvocationStatus.FAILED);
        Invocation retryHere = given(repeating(failedHere, retry("t-2", failedHere)));
        Invocation retryThere = given(repeating(failedThere, retry("t-2", failedThere)));
        Invocation linkedHere = failedHere.retriedBy(retryHere.id()).after();
        Invocation linkedThere = failedThere.retriedBy(retryThere.id()).after();

        assertThat(withdraw(withdrawal(retryThere))).isEqualTo(STORED);

        assertStored(linkedHere);
        assertStored(retryHere);
        assertStored(linkedThere.retriedBy(null).after());
    }

    @Test
    @DisplayName("withdraw only their own tasks")
    void withdrawTheirOwn() {
        given(here);
        given(there);

        assertThat(withdraw(withdrawal(there))).isEqualTo(STORED);

        assertStored(here);
        assertAbsent(there);
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(1);
    }
}

package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code findAll}. */
abstract class FindAllLaws extends RepositoryLaws {
    private static final int MANY = 2000;

    FindAllLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns the known invocations by their ids, and no others")
    void returnsTheKnown() {
        Invocation one = given(install("t-1", "web-1"));
        Invocation two = given(install("t-2", "web-2"));
        given(install("t-3", "web-3"));

        assertThat(repository.findAll(PROJECT, Set.of(one.id(), two.id(), InvocationId.of("unknown"))))
                .containsOnly(Map.entry(one.id(), one), Map.entry(two.id(), two));
        assertThat(repository.findAll(PROJECT, List.of(InvocationId.of("unknown"))))
                .isEmpty();
    }

    @Test
    @DisplayName("returns nothing for no ids")
    void returnsNothingForNoIds() {
        given(install("t-1", "web-1"));

        assertThat(repository.findAll(PROJECT, List.of())).isEmpty();
    }

    @Test
    @DisplayName("returns an invocation once if its id is given twice")
    void returnsARepeatedIdOnce() {
        Invocation task = given(install("t-1", "web-1"));

        assertThat(repository.findAll(PROJECT, List.of(task.id(), task.id()))).containsOnly(Map.entry(task.id(), task));
    }

    @Test
    @DisplayName("returns 2,000 invocations in one call, as many as supervision reads at once")
    void findsTwoThousand() {
        List<Invocation> tasks = givenAll(installs("t", MANY));
        Map<InvocationId, Invocation> expected =
                tasks.stream().collect(Collectors.toMap(Invocation::id, Function.identity()));

        assertThat(repository.findAll(PROJECT, expected.keySet())).isEqualTo(expected);
    }

    @Test
    @DisplayName("distinguishes ids of invocations and of servers that differ only in case, in every answer")
    void distinguishesCase() {
        Invocation lower = given(install("task", "web"));
        Invocation upper = given(install("TASK", "WEB"));

        assertThat(repository.findAll(PROJECT, List.of(lower.id()))).containsOnly(Map.entry(lower.id(), lower));
        assertStored(upper);
        for (Invocation task : List.of(lower, upper)) {
            assertThat(history(task).latest()).isEqualTo(task);
            assertFoundAlone(task);
        }
    }

    @Test
    @DisplayName("distinguishes ids that differ only in the last of 64 characters, in every answer")
    void distinguishesTheLastCharacter() {
        String same = "0".repeat(63);
        Invocation one = given(install(same + "1", same + "1"));
        Invocation two = given(install(same + "2", same + "2"));

        assertThat(repository.findAll(PROJECT, List.of(one.id(), two.id())))
                .containsOnly(Map.entry(one.id(), one), Map.entry(two.id(), two));
        for (Invocation task : List.of(one, two)) {
            assertThat(history(task).latest()).isEqualTo(task);
            assertFoundAlone(task);
        }
        Invocation running = given(one.start(later(one)));
        assertStored(running);
        assertStored(two);
    }

    @Test
    @DisplayName("returns a snapshot: an answer does not change with later writes")
    void returnsASnapshot() {
        Invocation task = given(install("t-1", "web-1"));
        List<InvocationId> asked = new ArrayList<>(List.of(task.id(), InvocationId.of("t-2")));
        Map<InvocationId, Invocation> answer = repository.findAll(PROJECT, asked);

        given(task.start(later(task)));
        given(install("t-2", "web-2"));
        asked.clear();

        assertThat(answer).containsOnly(Map.entry(task.id(), task));
    }

    private void assertFoundAlone(Invocation task) {
        InvocationPage alone = new InvocationPage(List.of(task), 1);
        assertThat(repository.find(new InvocationQuery(PROJECT, task.instanceId(), null, null, null, 0, 10)))
                .isEqualTo(alone);
        assertThat(repository.find(new InvocationQuery(PROJECT, null, null, task.id(), null, 0, 10)))
                .isEqualTo(alone);
    }
}

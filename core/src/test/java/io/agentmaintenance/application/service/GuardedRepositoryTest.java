package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The guard of the host's repository")
class GuardedRepositoryTest {
    private static final Invocation TASK = aTask("t1").pending();

    private record Call(String name, Function<InvocationRepository, @Nullable Object> of) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call("insert", r -> r.insert(PROJECT, List.of())),
                new Call("withdraw", r -> r.withdraw(PROJECT, List.of())),
                new Call("update", r -> r.update(PROJECT, List.of())),
                new Call("findAll", r -> r.findAll(PROJECT, List.of(TASK.id()))),
                new Call("histories", r -> r.histories(PROJECT, List.of(TASK.instanceId()))),
                new Call("find", r -> r.find(InvocationQuery.newest(PROJECT))),
                new Call("counts", r -> r.counts(PROJECT)),
                new Call("oldestPending", InvocationRepository::oldestPending),
                new Call("overdue", r -> r.overdue(NOON, NOON, 1)),
                new Call("datedAfter", r -> r.datedAfter(NOON)),
                new Call("pending", r -> r.pending(NOON, TASK, 1)),
                new Call("running", r -> r.running(TASK, 1)),
                new Call("forget", r -> r.forget(NOON, 1)));
    }

    @Test
    @DisplayName("is there for every method of the port")
    void guardsEveryMethod() {
        assertThat(Arrays.stream(InvocationRepository.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(method -> method.getName()))
                .containsExactlyInAnyOrderElementsOf(calls().map(Call::name).toList());
    }

    @ParameterizedTest
    @MethodSource("calls")
    @DisplayName("turns whatever the repository throws into a PortException")
    void throwsPortExceptionsOnly(Call call) {
        InvocationRepository guarded = guarding(() -> {
            throw new AssertionError("broken by the test");
        });

        assertThatThrownBy(() -> call.of().apply(guarded))
                .isInstanceOf(PortException.class)
                .hasMessage("the repository failed")
                .hasRootCauseMessage("broken by the test");
    }

    static Stream<Arguments> answers() {
        InvocationCount count =
                new InvocationCount(InstanceType.ECS, InvocationType.INSTALL, InvocationStatus.PENDING, 7);
        return Stream.of(
                Arguments.of("counts", List.of(count)),
                Arguments.of("counts", List.of()),
                Arguments.of("oldestPending", TASK),
                Arguments.of("oldestPending", null));
    }

    @ParameterizedTest(name = "{0} returns {1}")
    @MethodSource("answers")
    @DisplayName("passes on how many tasks there are, and which one is PENDING for the longest time")
    void passesOnTheAnswer(String name, @Nullable Object answer) {
        assertThat(call(name).of().apply(guarding(() -> answer))).isEqualTo(answer);
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                Arguments.of("counts", null),
                Arguments.of("counts", new ArrayList<>(Arrays.asList((Object) null))),
                Arguments.of("find", null));
    }

    @ParameterizedTest(name = "{0} returns {1}")
    @MethodSource("wrongAnswers")
    @DisplayName("throws PortException where an answer breaks the contract of the port")
    void rejectsAWrongAnswer(String name, @Nullable Object answer) {
        assertThatThrownBy(() -> call(name).of().apply(guarding(() -> answer))).isInstanceOf(PortException.class);
    }

    private static Call call(String name) {
        return calls().filter(call -> call.name().equals(name)).findFirst().orElseThrow();
    }

    /** The guard of a repository that answers every call in the same way. */
    private static InvocationRepository guarding(Supplier<@Nullable Object> answer) {
        return new GuardedRepository((InvocationRepository) Proxy.newProxyInstance(
                InvocationRepository.class.getClassLoader(),
                new Class<?>[] {InvocationRepository.class},
                (proxy, method, args) -> answer.get()));
    }
}

package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A request")
class InvocationRequestTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(InvocationType.INSTALL, "instances", n -> InvocationRequest.install(PROJECT, servers(n))),
                kind(InvocationType.UPDATE, "instances", n -> InvocationRequest.update(PROJECT, servers(n))),
                kind(InvocationType.ROLLBACK, "invocations", n -> InvocationRequest.rollback(PROJECT, tasks(n))),
                kind(InvocationType.RETRY, "invocations", n -> InvocationRequest.retry(PROJECT, tasks(n))));
    }

    @ParameterizedTest(name = "{0} has 1 to 100 items")
    @MethodSource("kinds")
    void hasOneToHundredItems(InvocationType type, String field, Function<Integer, InvocationRequest> of) {
        assertThat(of.apply(1).size()).isEqualTo(1);
        assertThat(of.apply(100).size()).isEqualTo(100);
        assertThat(of.apply(100).type()).isEqualTo(type);
        assertThat(of.apply(1).project()).isEqualTo(PROJECT);
        assertThat(of.apply(1).origin()).isNull();
        for (int wrong : new int[] {0, 101}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of.apply(wrong))
                    .withMessage(field + " must have 1 to 100 elements");
        }
    }

    @Test
    @DisplayName("copies its items and keeps repeated ones")
    void copiesItemsAndKeepsRepeatedOnes() {
        List<InstanceId> servers = new ArrayList<>(List.of(InstanceId.of("a"), InstanceId.of("a")));
        InvocationRequest.Install request = InvocationRequest.install(PROJECT, servers);
        servers.clear();

        assertThat(request.instances()).hasSize(2);
        assertThat(request.wish()).isEqualTo(VersionWish.any());
    }

    private static Arguments kind(InvocationType type, String field, Function<Integer, InvocationRequest> of) {
        return Arguments.of(type, field, of);
    }

    private static List<InstanceId> servers(int count) {
        return IntStream.range(0, count).mapToObj(i -> InstanceId.of("s" + i)).toList();
    }

    private static List<InvocationId> tasks(int count) {
        return IntStream.range(0, count).mapToObj(i -> InvocationId.of("t" + i)).toList();
    }
}

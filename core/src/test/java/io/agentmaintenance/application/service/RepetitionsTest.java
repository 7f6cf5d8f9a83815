package io.agentmaintenance.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InstanceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An id is a repetition if the list named it before")
class RepetitionsTest {
    @Test
    @DisplayName("wherever that was")
    void places() {
        assertThat(repetitions(ids(Stream.of("a", "b", "a", "c", "c", "a"))))
                .containsExactly(false, false, true, false, true, true);
        assertThat(repetitions(ids(Stream.of("a")))).containsExactly(false);
    }

    @Test
    @DisplayName("and not because its hash is that of another")
    void collisions() {
        List<InstanceId> ids = ids(IntStream.range(0, 64).mapToObj(RepetitionsTest::ofOneHash));
        List<InstanceId> twice = new ArrayList<>(ids.subList(0, 50));
        twice.addAll(ids.subList(0, 50));

        assertThat(ids).extracting(InstanceId::hashCode).containsOnly(ids.get(0).hashCode());
        assertThat(repetitions(ids)).doesNotContain(true);
        assertThat(repetitions(twice).subList(50, 100)).doesNotContain(false);
    }

    @Test
    @DisplayName("as a set would tell it, in lists of every length")
    void likeASet() {
        Random random = new Random(20_261_127);
        for (int length = 1; length <= 100; length++) {
            List<InstanceId> ids = ids(random.ints(length, 0, 60).mapToObj(Integer::toString));
            Set<InstanceId> named = new HashSet<>();

            assertThat(repetitions(ids))
                    .isEqualTo(ids.stream().map(id -> !named.add(id)).toList());
        }
    }

    private static List<Boolean> repetitions(List<InstanceId> ids) {
        Repetitions repetitions = new Repetitions(ids);
        return IntStream.range(0, ids.size()).mapToObj(repetitions::isAt).toList();
    }

    /** "Aa" and "BB" have one hash, and so have all texts that are made of six of them. */
    private static String ofOneHash(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 6; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private static List<InstanceId> ids(Stream<String> texts) {
        return texts.map(InstanceId::of).toList();
    }
}

package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link InvocationIds}. Extend it and implement how a source of ids is created.
 *
 * <p>A test cannot prove that ids are unpredictable. It checks that the obvious ways to guess fail: counting on from a known
 * id, and starting the process again.
 */
@DisplayName("A source of invocation ids:")
public abstract class InvocationIdsContract {
    private static final int MAX = 100;
    private static final int SAMPLE = 2000;
    private static final double BITS = 64;
    private static final int DIFFERENT = 8;

    /** For subclasses. */
    protected InvocationIdsContract() {}

    /**
     * {@return a source of ids as a newly started process has it; called several times per test}
     */
    protected abstract InvocationIds ids();

    @Nested
    @DisplayName("next")
    class Next {
        @Test
        @DisplayName("returns as many ids as requested, from 1 to 100")
        void returnsAsManyAsRequested() {
            InvocationIds ids = ids();
            for (int count = 1; count <= MAX; count++) {
                assertThat(ids.next(count))
                        .hasSize(count)
                        .doesNotHaveDuplicates()
                        .doesNotContainNull();
            }
        }

        @Test
        @DisplayName("never returns the same id twice, from 64 threads")
        void neverReturnsTheSameTwice() {
            InvocationIds ids = ids();

            List<List<InvocationId>> made = Race.of(thread -> {
                List<InvocationId> mine = new ArrayList<>();
                for (int call = 0; call < 20; call++) {
                    mine.addAll(ids.next(MAX));
                }
                return mine;
            });

            assertThat(made.stream().flatMap(List::stream).collect(Collectors.toSet()))
                    .hasSize(Race.THREADS * 20 * MAX);
        }

        @Test
        @DisplayName("returns other ids after every start of the process")
        void returnsOtherIdsAfterEveryStart() {
            Set<InvocationId> all = new HashSet<>();
            for (int start = 0; start < 10; start++) {
                all.addAll(ids().next(MAX));
            }

            assertThat(all).hasSize(10 * MAX);
        }

        @Test
        @DisplayName("returns ids with room for 64 random bits")
        void hasRoomForRandomBits() {
            double bits = 0;
            List<String> made = sample();
            int length = made.stream().mapToInt(String::length).max().orElse(0);
            for (int i = 0; i < length; i++) {
                int position = i;
                long characters = made.stream()
                        .map(id -> position < id.length() ? id.charAt(position) : ' ')
                        .distinct()
                        .count();
                bits += Math.log((double) characters) / Math.log(2);
            }

            assertThat(bits).as("bits that differ between %d ids", SAMPLE).isGreaterThanOrEqualTo(BITS);
        }

        @Test
        @DisplayName("returns ids that cannot be derived from the previous one")
        void doesNotCount() {
            List<String> made = sample();
            long alike = 0;
            for (int i = 1; i < made.size(); i++) {
                alike += differences(made.get(i - 1), made.get(i)) < DIFFERENT ? 1 : 0;
            }

            assertThat(alike)
                    .as("ids that differ from the previous one in less than %d characters", DIFFERENT)
                    .isZero();
        }

        private List<String> sample() {
            InvocationIds ids = ids();
            List<String> made = new ArrayList<>(SAMPLE);
            while (made.size() < SAMPLE) {
                ids.next(MAX).forEach(id -> made.add(id.value()));
            }
            return made;
        }

        private static int differences(String one, String other) {
            int different = Math.abs(one.length() - other.length());
            for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
                different += one.charAt(i) == other.charAt(i) ? 0 : 1;
            }
            return different;
        }
    }
}

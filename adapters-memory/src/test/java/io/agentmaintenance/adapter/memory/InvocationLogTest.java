package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static io.agentmaintenance.adapter.memory.Tasks.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Uses more invocations than the tests of the whole store: the root of the log has three sections. */
@DisplayName("The log of invocations")
class InvocationLogTest {
    private static final int SECTION = 64 * 64 * 64;
    private static final int INVOCATIONS = 2 * SECTION + 10_000;

    private final SplittableRandom random = new SplittableRandom(20261130);
    private final InvocationLog log = new InvocationLog();
    private List<StoredInvocation> oldestFirst = new ArrayList<>();

    @Test
    @DisplayName("returns the same pages and counts as a plain list while invocations are added, changed and removed")
    void answersLikeAPlainList() {
        append(INVOCATIONS);
        compare("full");
        start(stored -> random.nextInt(4) == 0);
        compare("some running");
        start(stored -> stored.sequence / LogChunk.SIZE % 3 == 1);
        compare("whole chunks running");
        remove(stored -> random.nextInt(3) == 0);
        compare("holes everywhere");
        remove(stored -> stored.sequence / LogChunk.SIZE % 4 == 1);
        compare("without every fourth chunk");
        remove(stored -> stored.sequence / SECTION == 1);
        compare("without the middle section");
        append(100);
        compare("some more");
        remove(stored -> true);
        compare("empty");
        append(10);
        compare("filled again");
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            oldestFirst.add(log.append(Tasks.task(
                    "t" + random.nextInt(),
                    "i",
                    InvocationType.values()[random.nextInt(4)],
                    InstanceType.values()[random.nextInt(2)],
                    START)));
        }
    }

    private void start(Predicate<StoredInvocation> isStarted) {
        for (StoredInvocation stored : oldestFirst) {
            if (stored.invocation.status() == InvocationStatus.PENDING && isStarted.test(stored)) {
                log.replace(stored, stored.invocation.start(START).after());
            }
        }
    }

    private void remove(Predicate<StoredInvocation> isRemoved) {
        List<StoredInvocation> left = new ArrayList<>();
        for (StoredInvocation stored : oldestFirst) {
            if (isRemoved.test(stored)) {
                log.remove(stored);
            } else {
                left.add(stored);
            }
        }
        oldestFirst = left;
    }

    private void compare(String when) {
        for (int i = 0; i < 6; i++) {
            InvocationType type = i % 2 == 0 ? null : InvocationType.values()[random.nextInt(4)];
            InstanceType instanceType = i % 3 == 0 ? null : InstanceType.values()[random.nextInt(2)];
            InvocationStatus status = i < 3
                    ? null
                    : List.of(InvocationStatus.PENDING, InvocationStatus.RUNNING)
                            .get(i % 2);
            List<Invocation> matching = matching(query(type, instanceType, status, 0));
            int depth = random.nextInt(matching.size() + 200);
            int offset = i % 3 == 1 ? Math.max(0, matching.size() - depth % 300) : depth;
            InvocationQuery query = query(type, instanceType, status, offset);
            List<Invocation> page = matching.stream()
                    .skip(offset)
                    .limit(InvocationQuery.MAX_LIMIT)
                    .toList();
            assertThat(log.page(query)).as("%s: %s", when, query).isEqualTo(new InvocationPage(page, matching.size()));
        }
        assertThat(log.counts().stream().mapToLong(InvocationCount::count).sum())
                .as(when)
                .isEqualTo(oldestFirst.size());
    }

    private List<Invocation> matching(InvocationQuery query) {
        List<Invocation> matching = new ArrayList<>();
        for (StoredInvocation stored : oldestFirst) {
            if (query.matches(stored.invocation)) {
                matching.add(stored.invocation);
            }
        }
        Collections.reverse(matching);
        return matching;
    }

    private static InvocationQuery query(
            @Nullable InvocationType type,
            @Nullable InstanceType instanceType,
            @Nullable InvocationStatus status,
            int offset) {
        return new InvocationQuery(PROJECT, null, instanceType, null, type, status, offset, InvocationQuery.MAX_LIMIT);
    }
}

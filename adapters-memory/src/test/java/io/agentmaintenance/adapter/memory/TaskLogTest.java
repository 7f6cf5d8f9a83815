package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More tasks than a store is filled with in a test: the log has three chapters, the last of them just begun. */
@DisplayName("The log of tasks, with chapters and segments, answers like a plain list")
class TaskLogTest {
    private static final int ROWS = 2 * Chapter.SIZE + 3 * Segment.SIZE / 2;
    private static final PackedId ID = PackedId.of(InvocationId.of("t"));

    private final SplittableRandom random = new SplittableRandom(Long.getLong("model.seed", 20261124));
    private final TaskLog log = new TaskLog();
    private List<Row> oldestFirst = new ArrayList<>();

    @Test
    @DisplayName("while it is filled, full of holes, without its middle, empty, and filled again")
    void likeAPlainList() {
        append(ROWS);
        compare("full");
        remove(row -> random.nextInt(3) == 0);
        compare("holes everywhere");
        remove(row -> row.place / Segment.SIZE % 4 == 1);
        compare("every fourth segment gone");
        remove(row -> row.place / Chapter.SIZE == 1);
        compare("the middle chapter gone");
        append(Segment.SIZE);
        compare("some more");
        remove(row -> true);
        compare("empty");
        append(10);
        compare("begun again");
    }

    private void append(int rows) {
        for (int i = 0; i < rows; i++) {
            Row row = row(random.nextInt(KindCounts.KINDS));
            log.append(row);
            oldestFirst.add(row);
        }
    }

    private static Row row(int kind) {
        return new Row(
                Tasks.task("t", "i", InvocationType.values()[kind / 2], InstanceType.values()[kind % 2], Tasks.START),
                ID);
    }

    private void remove(Predicate<Row> isGone) {
        List<Row> left = new ArrayList<>();
        for (Row row : oldestFirst) {
            if (isGone.test(row)) {
                log.remove(row);
            } else {
                left.add(row);
            }
        }
        oldestFirst = left;
    }

    private void compare(String when) {
        for (int i = 0; i < 40; i++) {
            int kinds = i % 4 == 0 ? (1 << KindCounts.KINDS) - 1 : 1 + random.nextInt((1 << KindCounts.KINDS) - 1);
            List<Row> matching = new ArrayList<>();
            for (int j = oldestFirst.size() - 1; j >= 0; j--) {
                if ((kinds & 1 << oldestFirst.get(j).kind()) != 0) {
                    matching.add(oldestFirst.get(j));
                }
            }
            int depth = random.nextInt(matching.size() + 200);
            int offset = i % 2 == 0 ? depth : Math.max(0, matching.size() - depth % 300);
            assertThat(log.count(kinds)).as("%s, kinds %s", when, kinds).isEqualTo(matching.size());
            assertThat(log.page(kinds, offset, 100))
                    .as("%s, kinds %s, offset %d", when, kinds, offset)
                    .isEqualTo(matching.stream().skip(offset).limit(100).toList());
        }
    }
}

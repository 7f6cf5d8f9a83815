package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More tasks than a store is filled with in a test: the log has three chapters, the last of them just begun. */
@DisplayName("The log of tasks, with chapters and segments, answers like a plain list")
class TaskLogTest {
    private static final int ROWS = 2 * Chapter.SIZE + 3 * Segment.SIZE / 2;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("model.seed", 20261124));
    private final TaskLog log = new TaskLog();
    private List<Entry> oldestFirst = new ArrayList<>();

    @Test
    @DisplayName("while it is filled, full of holes, without its middle, empty, and filled again")
    void likeAPlainList() {
        append(ROWS);
        compare("full");
        remove(entry -> random.nextInt(3) == 0);
        compare("holes everywhere");
        remove(entry -> entry.place / Segment.SIZE % 4 == 1);
        compare("every fourth segment gone");
        remove(entry -> entry.place / Chapter.SIZE == 1);
        compare("the middle chapter gone");
        append(Segment.SIZE);
        compare("some more");
        remove(entry -> true);
        compare("empty");
        append(10);
        compare("begun again");
    }

    private void append(int rows) {
        for (int i = 0; i < rows; i++) {
            int row = random.nextInt();
            int kind = random.nextInt(Kind.KINDS);
            oldestFirst.add(new Entry(row, kind, log.append(row, kind)));
        }
    }

    private void remove(Predicate<Entry> isGone) {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : oldestFirst) {
            if (isGone.test(entry)) {
                log.remove(entry.place);
            } else {
                left.add(entry);
            }
        }
        oldestFirst = left;
    }

    private void compare(String when) {
        for (int i = 0; i < 40; i++) {
            int kinds = i % 4 == 0 ? (1 << Kind.KINDS) - 1 : 1 + random.nextInt((1 << Kind.KINDS) - 1);
            List<Integer> matching = new ArrayList<>();
            for (int j = oldestFirst.size() - 1; j >= 0; j--) {
                Entry entry = oldestFirst.get(j);
                if (Kind.isIn(kinds, entry.kind)) {
                    matching.add(entry.row);
                }
            }
            int depth = random.nextInt(matching.size() + 200);
            int offset = i % 2 == 0 ? depth : Math.max(0, matching.size() - depth % 300);
            assertThat(log.count(kinds)).as("%s, kinds %s", when, kinds).isEqualTo(matching.size());
            assertThat(listed(kinds, offset))
                    .as("%s, kinds %s, offset %d", when, kinds, offset)
                    .isEqualTo(matching.stream().skip(offset).limit(100).toList());
        }
    }

    private List<Integer> listed(int kinds, int offset) {
        RowList page = log.page(kinds, offset, 100);
        return IntStream.range(0, page.size()).mapToObj(page::get).toList();
    }

    private record Entry(int row, int kind, long place) {}
}

package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What finished tasks have in common, numbered, and kept once for all that share it until the last of them is forgotten. By number,
 * because a reference that is stored in an old object costs a fence. Guarded by the lock of its project.
 */
final class FactsTable {
    /** The number of no facts. */
    static final int NONE = -1;

    // So few that a variety of messages can not fill the memory; what is not found here is kept once more.
    private static final int RECENT = 64;

    private @Nullable Facts[] facts = new @Nullable Facts[RECENT];
    private int[] users = new int[RECENT];
    private final RowList free = new RowList(0);
    private int end;
    private final int[] recent = new int[RECENT];
    // Mostly the next one again, as tasks come in batches.
    private int last = NONE;

    FactsTable() {
        Arrays.fill(recent, NONE);
    }

    Facts of(int number) {
        return Objects.requireNonNull(facts[number]);
    }

    /** {@return the number of the facts of a task, which has one more user now} */
    int take(Invocation task) {
        if (!areOf(last, task)) {
            last = find(task);
        }
        users[last]++;
        return last;
    }

    /** Gives a number back that was taken. */
    void release(int number) {
        if (--users[number] == 0) {
            facts[number] = null;
            free.add(number);
        }
    }

    private int find(Invocation task) {
        int hash = task.progress().message().hashCode() * 31 + task.versions().hashCode();
        int slot = (hash * 31 + task.type().name().hashCode()) & RECENT - 1;
        if (!areOf(recent[slot], task)) {
            recent[slot] = add(Facts.of(task));
        }
        return recent[slot];
    }

    // What stands under a number that was given back is nothing, or the facts of others by now.
    private boolean areOf(int number, Invocation task) {
        Facts known = number == NONE ? null : facts[number];
        return known != null && known.areOf(task);
    }

    private int add(Facts added) {
        int number = free.isEmpty() ? end++ : free.removeLast();
        if (number == facts.length) {
            facts = Arrays.copyOf(facts, 2 * number);
            users = Arrays.copyOf(users, 2 * number);
        }
        facts[number] = added;
        return number;
    }
}

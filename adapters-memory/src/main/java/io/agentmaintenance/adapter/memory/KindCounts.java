package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How many invocations there are of each invocation type, instance type and status. Guarded by the lock of its project. */
final class KindCounts {
    private static final List<InvocationType> TYPES = List.of(InvocationType.values());
    private static final List<InstanceType> INSTANCE_TYPES = List.of(InstanceType.values());
    private static final List<InvocationStatus> STATUSES = List.of(InvocationStatus.values());
    private static final List<Kind> KINDS = kinds();

    private final int[] counts = new int[KINDS.size()];
    private int total;

    private record Kind(InvocationType type, InstanceType instanceType, InvocationStatus status) {
        boolean isAskedForBy(InvocationQuery query) {
            return (query.type() == null || query.type() == type)
                    && (query.instanceType() == null || query.instanceType() == instanceType)
                    && (query.status() == null || query.status() == status);
        }
    }

    /** {@return the indexes of the counts that the filters of a query ask for} */
    static int[] askedForBy(InvocationQuery query) {
        return IntStream.range(0, KINDS.size())
                .filter(i -> KINDS.get(i).isAskedForBy(query))
                .toArray();
    }

    void add(Invocation invocation) {
        counts[indexOf(invocation)]++;
        total++;
    }

    void remove(Invocation invocation) {
        counts[indexOf(invocation)]--;
        total--;
    }

    /** Counts an invocation that had the kind of one index as one of another. */
    void move(int from, int to) {
        counts[from]--;
        counts[to]++;
    }

    int total() {
        return total;
    }

    /** {@return the sum of the counts at these indexes} */
    int sum(int[] indexes) {
        if (indexes.length == counts.length) {
            return total;
        }
        int sum = 0;
        for (int index : indexes) {
            sum += counts[index];
        }
        return sum;
    }

    /** {@return the counts that are not zero} */
    List<InvocationCount> asList() {
        List<InvocationCount> list = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                Kind kind = KINDS.get(i);
                list.add(new InvocationCount(kind.instanceType(), kind.type(), kind.status(), counts[i]));
            }
        }
        return list;
    }

    /** {@return the index of the kind of an invocation, in the order of {@link #kinds}} */
    static int indexOf(Invocation invocation) {
        int types = TYPES.indexOf(invocation.type()) * INSTANCE_TYPES.size()
                + INSTANCE_TYPES.indexOf(invocation.instance().type());
        return types * STATUSES.size() + STATUSES.indexOf(invocation.status());
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (InvocationType type : TYPES) {
            for (InstanceType instanceType : INSTANCE_TYPES) {
                STATUSES.forEach(status -> kinds.add(new Kind(type, instanceType, status)));
            }
        }
        return List.copyOf(kinds);
    }
}

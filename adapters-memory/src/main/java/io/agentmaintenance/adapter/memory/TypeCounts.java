package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.util.List;
import java.util.stream.IntStream;

/** How many invocations there are of each invocation type and instance type. Guarded by the lock of its project. */
final class TypeCounts {
    private static final List<InvocationType> TYPES = List.of(InvocationType.values());
    private static final List<InstanceType> INSTANCE_TYPES = List.of(InstanceType.values());
    private static final int SIZE = TYPES.size() * INSTANCE_TYPES.size();

    private final int[] counts = new int[SIZE];
    private int total;

    /** {@return the indexes of the counts that the filters of a query ask for} */
    static int[] askedForBy(InvocationQuery query) {
        InvocationType type = query.type();
        InstanceType instanceType = query.instanceType();
        return IntStream.range(0, SIZE)
                .filter(i -> type == null || type == TYPES.get(i / INSTANCE_TYPES.size()))
                .filter(i -> instanceType == null || instanceType == INSTANCE_TYPES.get(i % INSTANCE_TYPES.size()))
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

    int total() {
        return total;
    }

    /** {@return the sum of the counts at these indexes} */
    int sum(int[] indexes) {
        int sum = 0;
        for (int index : indexes) {
            sum += counts[index];
        }
        return sum;
    }

    private static int indexOf(Invocation invocation) {
        return TYPES.indexOf(invocation.type()) * INSTANCE_TYPES.size()
                + INSTANCE_TYPES.indexOf(invocation.instance().type());
    }
}

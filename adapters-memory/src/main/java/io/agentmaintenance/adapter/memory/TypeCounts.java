package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How many invocations there are of each invocation type and instance type. Guarded by the lock of its project. */
final class TypeCounts {
    private static final List<Types> ALL = allTypes();

    // In the order of ALL.
    private final int[] counts = new int[ALL.size()];
    private int total;

    private record Types(InvocationType type, InstanceType instanceType) {
        boolean areAskedForBy(InvocationQuery query) {
            return (query.type() == null || query.type() == type)
                    && (query.instanceType() == null || query.instanceType() == instanceType);
        }
    }

    /** {@return the indexes of the counts that the filters of a query ask for} */
    static int[] askedForBy(InvocationQuery query) {
        return IntStream.range(0, ALL.size())
                .filter(index -> ALL.get(index).areAskedForBy(query))
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
        return ALL.indexOf(new Types(invocation.type(), invocation.instance().type()));
    }

    private static List<Types> allTypes() {
        List<Types> all = new ArrayList<>();
        for (InvocationType type : InvocationType.values()) {
            for (InstanceType instanceType : InstanceType.values()) {
                all.add(new Types(type, instanceType));
            }
        }
        return List.copyOf(all);
    }
}

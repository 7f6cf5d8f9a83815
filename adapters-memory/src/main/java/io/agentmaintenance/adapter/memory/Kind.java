package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationType;
import org.jspecify.annotations.Nullable;

/** What a list can be filtered by, as a number from 0 to 7: the request of a task, and the kind of its server. */
final class Kind {
    static final int KINDS = 8;

    private Kind() {}

    static int of(Invocation task) {
        return of(task.type(), task.instance().type());
    }

    static int of(InvocationType type, InstanceType instanceType) {
        int request = switch (type) {
            case INSTALL -> 0;
            case UPDATE -> 2;
            case ROLLBACK -> 4;
            case RETRY -> 6;
        };
        return instanceType == InstanceType.ECS ? request : request + 1;
    }

    /** {@return the kinds that are asked for, as bits of a mask; null asks for any} */
    static int mask(@Nullable InvocationType type, @Nullable InstanceType instanceType) {
        int mask = 0;
        for (InvocationType t : InvocationType.values()) {
            for (InstanceType i : InstanceType.values()) {
                if ((type == null || type == t) && (instanceType == null || instanceType == i)) {
                    mask |= 1 << of(t, i);
                }
            }
        }
        return mask;
    }

    static boolean isIn(int mask, int kind) {
        return (mask & 1 << kind) != 0;
    }
}

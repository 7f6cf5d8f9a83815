package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ProjectId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** What may be wrong with a store, and the law that notices. */
enum Flaw {
    SAYS_STORED_AND_STORES_NOTHING(Law.NOTHING_LOST) {
        @Override
        Object answer(InvocationRepository store, String method, Object[] args) {
            return method.equals("insert")
                    ? ((List<?>) args[1])
                            .stream().map(entry -> WriteOutcome.STORED).toList()
                    : NOT_MINE;
        }
    },
    FINDS_NOTHING_OVERDUE(Law.NOTHING_LOST) {
        @Override
        Object answer(InvocationRepository store, String method, Object[] args) {
            return method.equals("overdue") ? List.of() : NOT_MINE;
        }
    },
    STORES_A_LOST_UPDATE_WITHOUT_SAYING(Law.ALL_TOLD) {
        @Override
        Object answer(InvocationRepository store, String method, Object[] args) {
            if (!method.equals("update")) {
                return NOT_MINE;
            }
            List<WriteOutcome> outcomes = store.update((ProjectId) args[0], updates(args[1]));
            // A time-out is stored, and said to have failed.
            return updates(args[1]).get(0).change().after().status().name().equals("TIMEOUT")
                    ? outcomes.stream().map(o -> WriteOutcome.CONFLICT).toList()
                    : outcomes;
        }
    },
    SAYS_STORED_OF_A_LOST_UPDATE(Law.TOLD_ONCE) {
        @Override
        Object answer(InvocationRepository store, String method, Object[] args) {
            if (!method.equals("update")) {
                return NOT_MINE;
            }
            store.update((ProjectId) args[0], updates(args[1]));
            return updates(args[1]).stream().map(o -> WriteOutcome.STORED).toList();
        }
    };

    private static final Object NOT_MINE = new Object();

    final Law breaks;

    Flaw(Law breaks) {
        this.breaks = breaks;
    }

    abstract Object answer(InvocationRepository store, String method, Object[] args);

    InvocationRepository in(InvocationRepository store) {
        InvocationHandler handler = (proxy, method, args) -> {
            Object answer = args == null ? NOT_MINE : answer(store, method.getName(), args);
            try {
                return answer == NOT_MINE ? method.invoke(store, args) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (InvocationRepository) Proxy.newProxyInstance(
                InvocationRepository.class.getClassLoader(), new Class<?>[] {InvocationRepository.class}, handler);
    }

    @SuppressWarnings("unchecked")
    private static List<InvocationUpdate> updates(Object argument) {
        return (List<InvocationUpdate>) argument;
    }
}

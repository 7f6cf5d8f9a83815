package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.PortException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a port of the host. Whatever the port throws, errors included, becomes a {@link PortException}; so does an answer that breaks the
 * contract of the port.
 */
final class PortCall {
    private final String port;

    /** Makes calls of a port; the name is for messages, such as {@code repository}. */
    PortCall(String port) {
        this.port = port;
    }

    <T> T ask(Supplier<@Nullable T> call) {
        @Nullable T answer;
        try {
            answer = call.get();
        } catch (PortException e) {
            throw e;
        } catch (Throwable e) {
            throw new PortException("the " + port + " failed", e);
        }
        if (answer == null) {
            throw broken("returned null");
        }
        return answer;
    }

    /** The answer of a call that returns a number from 0 to a limit. */
    int count(int limit, IntSupplier call) {
        int answer = ask(call::getAsInt);
        if (answer < 0 || answer > limit) {
            throw broken("returned " + answer + ", which is not from 0 to " + limit);
        }
        return answer;
    }

    void run(Runnable call) {
        ask(() -> {
            call.run();
            return true;
        });
    }

    /** The answer of a call that returns one element per entry. */
    <T> List<T> list(int entries, Supplier<@Nullable List<T>> call) {
        List<T> answer = list(call);
        if (answer.size() != entries) {
            throw broken("returned " + answer.size() + " elements for " + entries + " entries");
        }
        return answer;
    }

    /** The answer of a call that returns any number of elements. */
    <T> List<T> list(Supplier<@Nullable List<T>> call) {
        // Copied within the call: an element that is null, or that cannot be read, is a failure of the port.
        return ask(() -> {
            List<T> answer = call.get();
            return answer == null ? null : List.copyOf(answer);
        });
    }

    /** The part of an answer that was requested. Each value must belong to its key. */
    <K, V> Map<K, V> map(Iterable<K> asked, BiPredicate<K, V> belongs, Supplier<@Nullable Map<K, V>> call) {
        return ask(() -> {
            Map<K, V> answer = call.get();
            return answer == null ? null : checked(asked, belongs, answer::get);
        });
    }

    private <K, V> Map<K, V> checked(Iterable<K> asked, BiPredicate<K, V> belongs, Function<K, @Nullable V> answer) {
        Map<K, V> found = new HashMap<>();
        for (K key : asked) {
            V value = answer.apply(key);
            if (value != null && !belongs.test(key, value)) {
                throw broken("returned a wrong value for " + key);
            }
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    private PortException broken(String what) {
        return new PortException("the " + port + " " + what, null);
    }
}

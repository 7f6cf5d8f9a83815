package io.agentmaintenance.adapter.memory;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found of some keys: a map without an object for each entry, as an answer is read once and thrown away. To be filled by one
 * thread, and only read after that. No null is a key. Benchmark: HttpCreateBenchmark.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class Found<K, V> extends AbstractMap<K, V> {
    // Open addressing: a key stands in the first even place from its hash on that was free, and its value right behind
    // it. Half of all places stay free at least.
    private final @Nullable Object[] table;
    private int size;

    /** Makes room for so many at most. */
    Found(int most) {
        table = new @Nullable Object[Integer.highestOneBit(Math.max(1, most)) * 8];
    }

    /** Adds what was found of a key; of one that comes again it is the same. */
    void add(K key, V value) {
        int at = placeOf(key);
        if (table[at] == null) {
            table[at] = key;
            table[at + 1] = value;
            size++;
        }
    }

    @Override
    public @Nullable V get(Object key) {
        return value(placeOf(key));
    }

    @Override
    public boolean containsKey(Object key) {
        return table[placeOf(key)] != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        Set<Map.Entry<K, V>> entries = new LinkedHashSet<>();
        for (int at = 0; at < table.length; at += 2) {
            K key = key(at);
            V value = value(at);
            if (key != null && value != null) {
                entries.add(Map.entry(key, value));
            }
        }
        return Collections.unmodifiableSet(entries);
    }

    private int placeOf(Object key) {
        int hash = key.hashCode();
        int at = (hash ^ hash >>> 16) << 1 & table.length - 1;
        for (Object other = table[at]; other != null && !other.equals(key); other = table[at]) {
            at = at + 2 & table.length - 1;
        }
        return at;
    }

    @SuppressWarnings("unchecked") // Nothing but keys is stored there.
    private @Nullable K key(int at) {
        return (K) table[at];
    }

    @SuppressWarnings("unchecked") // Nothing but values is stored there.
    private @Nullable V value(int at) {
        return (V) table[at + 1];
    }
}

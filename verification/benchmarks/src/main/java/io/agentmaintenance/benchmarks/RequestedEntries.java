package io.agentmaintenance.benchmarks;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view of the requested keys of a map. A look-up reads the map itself, like the floor: collecting an answer is the work of an
 * adapter, not of the core. Iterating over the view copies it. For one thread.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class RequestedEntries<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> known;
    private final Collection<K> asked;
    private @Nullable Map<K, V> copy;

    RequestedEntries(Map<K, V> known, Collection<K> asked) {
        this.known = known;
        this.asked = asked;
    }

    @Override
    public @Nullable V get(Object key) {
        return known.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return known.containsKey(key);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        Map<K, V> found = copy;
        if (found == null) {
            found = new HashMap<>(asked.size() * 2);
            for (K key : asked) {
                V value = known.get(key);
                if (value != null) {
                    found.put(key, value);
                }
            }
            copy = found;
        }
        return found.entrySet();
    }
}

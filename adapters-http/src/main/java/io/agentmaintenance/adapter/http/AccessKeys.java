package io.agentmaintenance.adapter.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where access keys are looked up. Implementations must be thread-safe and should answer from memory. */
@FunctionalInterface
public interface AccessKeys {
    /**
     * Finds a key by its id. The verifier takes equally long for a known and an unknown key. An implementation should do the
     * same, so that a caller cannot find out which keys exist.
     *
     * @param accessKey the id as the request names it: 1 to 128 characters as the client sent them, not checked otherwise
     * @return the key, or null if there is none of this id
     */
    @Nullable AccessKey find(String accessKey);

    /**
     * {@return the source that knows these keys and no others; later changes of the collection are not seen}
     *
     * @param keys the keys
     * @throws IllegalArgumentException if two of them have the same id
     */
    static AccessKeys of(Collection<AccessKey> keys) {
        Map<String, AccessKey> byId = new HashMap<>();
        for (AccessKey key : keys) {
            if (byId.putIfAbsent(key.id(), key) != null) {
                throw new IllegalArgumentException("access key " + key.id() + " is given twice");
            }
        }
        return byId::get;
    }
}

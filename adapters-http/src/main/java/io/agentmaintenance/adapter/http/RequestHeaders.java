package io.agentmaintenance.adapter.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a request, as a binding has them; nothing is copied. */
public interface RequestHeaders {
    /**
     * {@return the value of the first field of this name, or null}
     *
     * @param name the name, in any case
     */
    @Nullable String first(String name);

    /**
     * {@return the values of all fields of this name, in their order}
     *
     * @param name the name, in any case
     */
    List<String> all(String name);
}

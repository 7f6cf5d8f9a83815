package io.agentmaintenance.adapter.http;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to requests that are turned away without a look at them. What it says is made ready before, because it is needed
 * when there is least time. Thread-safe.
 */
final class TurnedAway {
    private final ApiException refused;
    private final byte[] elsewhere;
    private final Map<Route, byte[]> bodies = new EnumMap<>(Route.class);

    TurnedAway(ApiError error) {
        refused = ApiException.of(error);
        elsewhere = Responses.body(null, refused);
        for (Route route : Route.values()) {
            bodies.put(route, Responses.body(route, refused));
        }
    }

    /** The answer; {@code route} is null if it is none of the three resources. */
    ApiResponse answer(@Nullable Route route, String id) {
        byte[] body = route == null ? elsewhere : bodies.getOrDefault(route, elsewhere);
        return Responses.error(route, refused, id, body);
    }
}

package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks answers against the published description of the API. */
final class Description {
    private Description() {}

    static void allows(ApiRequest request, ApiResponse response) {
        Map<String, List<String>> headers = response.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
        ApiDescription.published()
                .requires(new Exchange(
                        request.method(),
                        request.path(),
                        new String(request.body(), StandardCharsets.UTF_8),
                        response.status(),
                        headers,
                        new String(response.body(), StandardCharsets.UTF_8)));
    }
}

package io.agentmaintenance.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Serves the description of the API. It is public, so it needs no credentials. */
final class OpenApiDocument {
    static final String PATH = "/openapi.yaml";

    private static final String TYPE = "application/yaml";
    private static final byte[] TEXT = read();

    private OpenApiDocument() {}

    static ApiResponse answer(String method, String requestId) throws ApiException {
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            throw ApiException.of(ApiError.METHOD_NOT_ALLOWED);
        }
        return new ApiResponse(200, Map.of("Content-Type", TYPE, RequestIds.HEADER, requestId), TEXT);
    }

    private static byte[] read() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the API description is missing in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the API description cannot be read", e);
        }
    }
}

package io.agentmaintenance.adapter.http;

import java.util.Map;

/**
 * An HTTP response that a binding writes.
 *
 * @param status the status
 * @param headers the header fields; a Content-Type if there is a body, and always {@code X-Request-Id}
 * @param body the bytes of the body, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {}

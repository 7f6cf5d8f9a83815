package io.agentmaintenance.adapter.http;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as the function sees it: read completely by a binding, nothing of it decoded or checked.
 *
 * @param method the method, as sent
 * @param path the path of the request line, still percent-encoded, without the query
 * @param query the query, still percent-encoded, without the question mark; null if there is none
 * @param headers the header fields
 * @param body the bytes of the body, not copied, empty if there is none or if it is too large
 * @param bodyTooLarge whether the body was larger than the limit; then the binding has stopped reading it
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
public record ApiRequest(
        String method,
        String path,
        @Nullable String query,
        RequestHeaders headers,
        byte[] body,
        boolean bodyTooLarge) {}

package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Binds the API to Jetty: the last handler of the chain. It needs a {@link RequestBodyHandler} before it. Thread-safe.
 */
final class ApiHandler extends Handler.Abstract {
    private static final byte[] NO_BODY = {};

    private final Function<ApiRequest, ApiResponse> api;

    /**
     * Binds a function.
     *
     * @param api answers a request
     * @param invocationType whether the function may block; Jetty chooses the thread that calls it accordingly
     */
    ApiHandler(Function<ApiRequest, ApiResponse> api, InvocationType invocationType) {
        super(invocationType);
        this.api = api;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        write(api.apply(apiRequest(request)), response, callback);
        return true;
    }

    /** {@return Jetty's request as the API reads it; without a body if none was read} */
    static ApiRequest apiRequest(Request request) {
        RequestWithBody read = Request.as(request, RequestWithBody.class);
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        return new ApiRequest(
                request.getMethod(),
                path == null ? "" : path,
                uri.getQuery(),
                new JettyHeaders(request.getHeaders()),
                read == null ? NO_BODY : read.body(),
                read != null && read.isTooLarge());
    }

    /** Writes the API's response. */
    static void write(ApiResponse answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        answer.headers().forEach(fields::put);
        byte[] body = answer.body();
        fields.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}

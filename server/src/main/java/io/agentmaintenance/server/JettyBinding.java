package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The binding of the function to Jetty's core handlers. Answers on the thread that reads from the connection as long as it can,
 * because nothing in memory can block and handing a request to another thread costs as much as the answer itself.
 */
final class JettyBinding extends Handler.Abstract.NonBlocking {
    private static final byte[] NOTHING = {};

    private final Function<ApiRequest, ApiResponse> api;
    private final Function<ApiRequest, ApiResponse> overloaded;
    private final Admission admission;
    private final BodyRoom room;
    private final int maxBody;
    private final LongAdder turnedAway = new LongAdder();

    JettyBinding(
            Function<ApiRequest, ApiResponse> api,
            Function<ApiRequest, ApiResponse> overloaded,
            Admission admission,
            BodyRoom room,
            int maxBody) {
        this.api = api;
        this.overloaded = overloaded;
        this.admission = admission;
        this.room = room;
        this.maxBody = maxBody;
    }

    /** {@return how many requests were turned away since this was asked last} */
    long turnedAway() {
        return turnedAway.sumThenReset();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long declared = request.getLength();
        if (declared == 0) {
            answer(request, response, callback, NOTHING, false);
        } else if (declared > maxBody) {
            answer(request, response, callback, NOTHING, true);
        } else {
            new BodyReader(request, (int) declared, maxBody, room, new BodyReader.Listener() {
                        @Override
                        public void read(byte[] body, boolean tooLarge) {
                            Callback end = body.length <= BodyRoom.FREE
                                    ? callback
                                    : Callback.from(callback, () -> room.resize(body.length, 0));
                            answer(request, response, end, body, tooLarge);
                        }

                        @Override
                        public void foundNoRoom() {
                            closes(response);
                            turnAway(request, response, callback);
                        }

                        @Override
                        public void failed(Throwable failure) {
                            callback.failed(failure);
                        }
                    })
                    .run();
        }
        return true;
    }

    private void answer(Request request, Response response, Callback callback, byte[] body, boolean tooLarge) {
        if (tooLarge) {
            closes(response);
        }
        admission.decide(
                () -> {
                    try {
                        write(api.apply(read(request, body, tooLarge)), response, callback);
                    } catch (RuntimeException e) {
                        callback.failed(e); // Nobody else would, if another thread than Jetty's runs this.
                    }
                },
                () -> turnAway(request, response, callback));
    }

    private void turnAway(Request request, Response response, Callback callback) {
        turnedAway.increment();
        write(overloaded.apply(read(request, NOTHING, false)), response, callback);
    }

    /** What is still on its way is not read, so the connection can not be used again. */
    private static void closes(Response response) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }

    /** Turns Jetty's request into the function's. */
    static ApiRequest read(Request request, byte[] body, boolean tooLarge) {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        return new ApiRequest(
                request.getMethod(),
                path == null ? "" : path,
                uri.getQuery(),
                new JettyHeaders(request.getHeaders()),
                body,
                tooLarge);
    }

    /** Writes the function's response. */
    static void write(ApiResponse answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        answer.headers().forEach(fields::put);
        byte[] body = answer.body();
        fields.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}

package io.agentmaintenance.adapter.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binding to any servlet container. Give it to the container as an object, mapped to {@code /v3/*}, to {@code /*}, or to a
 * prefix such as {@code /ces/*}, which clients then send before {@code /v3}. A context path works likewise. The servlet
 * answers on the container's thread and needs no asynchronous support. Thread-safe.
 *
 * <p>Some requests are refused by the container itself, with an answer of its own. Tokens of 16,384 characters need a limit of
 * at least 24 KiB for headers (most containers have 8 KiB), and some containers refuse a double slash.
 */
@SuppressWarnings("exports") // A host that uses the servlet has the servlet API itself.
public final class AgentMaintenanceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    private final transient AgentMaintenanceApi api;

    /**
     * Binds the function.
     *
     * @param api the function
     */
    public AgentMaintenanceServlet(AgentMaintenanceApi api) {
        this.api = api;
    }

    /**
     * Answers one request, whatever its method. At most 1 MiB of its body is read, and nothing of a body that is announced to
     * be longer; then the connection is closed.
     *
     * @throws IOException if the connection breaks
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = body(request);
        ApiRequest read = new ApiRequest(
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString(),
                new Headers(request),
                body == null ? NOTHING : body,
                body == null);
        ApiResponse answer = api.handle(read, mount(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (body == null && request.getProtocol().startsWith("HTTP/1")) {
            // The rest of the body is not read, so the connection cannot be used again.
            response.setHeader("Connection", "close");
        }
        response.setContentLength(answer.body().length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(answer.body());
        }
    }

    /** The body, or null if it is too long. */
    private static byte @Nullable [] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > AgentMaintenanceApi.MAX_BODY) {
            return null;
        }
        ServletInputStream in = request.getInputStream();
        byte[] body = in.readNBytes(AgentMaintenanceApi.MAX_BODY + 1);
        return body.length > AgentMaintenanceApi.MAX_BODY ? null : body;
    }

    /** The part of the path that belongs to the container: its context, and the prefix that we are mapped to. */
    private static String mount(HttpServletRequest request) {
        String pattern = request.getHttpServletMapping().getPattern();
        boolean prefixed = pattern.endsWith("/*") && pattern.length() > 2 && !pattern.startsWith("/v3/");
        String context = request.getContextPath();
        return prefixed ? context + pattern.substring(0, pattern.length() - 2) : context;
    }

    /** The header fields, as the container has them. */
    private record Headers(HttpServletRequest request) implements RequestHeaders {
        @Override
        public @Nullable String first(String name) {
            return request.getHeader(name);
        }

        @Override
        public List<String> all(String name) {
            return Collections.list(request.getHeaders(name));
        }
    }
}

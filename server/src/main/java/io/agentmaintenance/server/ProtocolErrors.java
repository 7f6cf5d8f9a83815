package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers in the API's error shape what Jetty refuses before the function sees it, and what goes wrong around it. */
final class ProtocolErrors implements Request.Handler {
    private final AgentMaintenanceApi api;

    ProtocolErrors(AgentMaintenanceApi api) {
        this.api = api;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object status = request.getAttribute(ErrorHandler.ERROR_STATUS);
        int code = status instanceof Integer given ? given : response.getStatus();
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        String path = request.getHttpURI().getPath();
        JettyBinding.write(api.protocolError(code, path == null ? "" : path), response, callback);
        return true;
    }
}

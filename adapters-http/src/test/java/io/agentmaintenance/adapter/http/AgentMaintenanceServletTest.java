package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The servlet in a real container")
class AgentMaintenanceServletTest {
    private static final String INSTALL = "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}";
    private static final String CREATE = "/v3/" + World.PROJECT + "/agent-invocations/batch-create";
    private static final String LIST = "/v3/" + World.PROJECT + "/agent-invocations";
    private static final int TEN_MEGABYTES = 10 << 20;

    private final World world = new World();
    private final Server server = new Server();
    private final ServerConnector connector = connector();
    private final HttpClient client = HttpClient.newHttpClient();
    private String mount = "";

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @DisplayName("serves the three APIs, wherever it is mounted")
    @CsvSource({"/, /*, ''", "/, /v3/*, ''", "/app, /*, /app", "/, /ces/*, /ces", "/a%20b, /ces/*, /a%20b/ces"})
    void servesTheApis(String context, String mapping, String prefix) throws Exception {
        mount = prefix;
        start(context.replace("%20", " "), mapping);
        HttpResponse<String> created = send(post(prefix + CREATE, INSTALL));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body())
                .isEqualTo("{\"invocations\":[{\"instance_id\":\"instancexxx001\",\"ret_status\":\"successful\","
                        + "\"invocation_id\":\"task-1\"}]}");
        assertThat(created.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(created.headers().firstValue("X-Request-Id")).contains("request-1");
        HttpResponse<String> listed = send(request(prefix + LIST + "?instance_id=instancexxx%3001&limit=1"));
        assertThat(listed.body())
                .startsWith("{\"invocations\":[{\"instance_id\"")
                .endsWith("\"count\":1}");
        HttpResponse<String> status = send(
                post(prefix + "/v3/" + World.PROJECT + "/agent-status/batch-query", "{\"instance_ids\":[\"silent\"]}"));
        assertThat(status.body()).startsWith("{\"agent_status\":[{\"instance_id\":\"silent\"");
        // Not checked by the description, because the container may answer.
        HttpResponse<String> nowhere = client.send(request(prefix + "/nowhere"), BodyHandlers.ofString());
        assertThat(nowhere.statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("accepts a token of 16,384 characters, if its container does")
    void acceptsALongToken() throws Exception {
        start("/", "/*");
        String token = "t".repeat(16_384);
        world.tokens.add(token, ProjectCaller.of("t", ProjectId.of(World.PROJECT)), null);
        HttpRequest request =
                HttpRequest.newBuilder(uri(LIST)).header("X-Auth-Token", token).build();
        assertThat(send(request).statusCode()).isEqualTo(200);
        HttpRequest longer = HttpRequest.newBuilder(uri(LIST))
                .header("X-Auth-Token", token + "t")
                .build();
        assertThat(send(longer).statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("answers HEAD without a body, and other methods with 405 and an error body")
    void answersHeadAndOtherMethods() throws Exception {
        start("/", "/*");
        String head = raw("HEAD " + LIST + " HTTP/1.1\r\nHost: h\r\nX-Auth-Token: " + World.TOKEN
                + "\r\nConnection: close\r\n\r\n");
        assertThat(head)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Length: 28\r\n")
                .endsWith("\r\n\r\n");
        String get = raw("GET " + CREATE + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(get)
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: POST, OPTIONS\r\n")
                .endsWith(
                        "{\"error_code\":\"taskmgr.0405\",\"error_msg\":\"The resource does not have this method.\"}");
        String odd = raw("BREW " + LIST + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(odd).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD, OPTIONS\r\n");
        String options = raw("OPTIONS " + LIST + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(options).startsWith("HTTP/1.1 204 ").contains("Allow: GET, HEAD, OPTIONS\r\n");
        String trace = raw("TRACE " + LIST + " HTTP/1.1\r\nHost: h\r\nX-Secret: s\r\nConnection: close\r\n\r\n");
        assertThat(trace).startsWith("HTTP/1.1 405 ").doesNotContain("X-Secret");
    }

    @Test
    @DisplayName("refuses a body announced to be too long without reading it, and closes the connection")
    void refusesALargeBodyUnread() throws Exception {
        start("/", "/*");
        // The body is never sent, so an answer proves that the servlet does not wait for it.
        String answer = raw("POST " + CREATE + " HTTP/1.1\r\nHost: h\r\nX-Auth-Token: " + World.TOKEN
                + "\r\nContent-Length: " + TEN_MEGABYTES + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .contains("Connection: close\r\n")
                .endsWith("\"error_msg\":\"The request body is larger than the limit.\"}");
    }

    @Test
    @DisplayName("stops reading a body of unknown length at the limit")
    void stopsReadingABodyOfUnknownLengthAtTheLimit() throws Exception {
        start("/", "/*");
        StringBuilder request = new StringBuilder("POST " + CREATE + " HTTP/1.1\r\nHost: h\r\nX-Auth-Token: "
                + World.TOKEN + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        // Slightly more than the limit, without an end: reading all of it would wait for ever.
        request.append(Integer.toHexString(AgentMaintenanceApi.MAX_BODY + 1))
                .append("\r\n")
                .append(" ".repeat(AgentMaintenanceApi.MAX_BODY + 1));
        assertThat(raw(request.toString())).startsWith("HTTP/1.1 413 ").contains("Connection: close\r\n");
    }

    @Test
    @DisplayName("accepts a chunked body of exactly the limit")
    void acceptsAChunkedBodyOfTheLimit() throws Exception {
        start("/", "/*");
        byte[] body = (INSTALL + " ".repeat(AgentMaintenanceApi.MAX_BODY - INSTALL.length()))
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(uri(CREATE))
                .header("X-Auth-Token", World.TOKEN)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        assertThat(send(request).statusCode()).isEqualTo(201);
    }

    private void start(String context, String mapping) throws Exception {
        ServletContextHandler handler = new ServletContextHandler();
        handler.setContextPath(context);
        handler.addServlet(new ServletHolder(new AgentMaintenanceServlet(world.api())), mapping);
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(24 * 1024);
        ServerConnector loopback = new ServerConnector(server, new HttpConnectionFactory(http));
        loopback.setHost("127.0.0.1");
        return loopback;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("X-Auth-Token", World.TOKEN)
                .build();
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("X-Auth-Token", World.TOKEN)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        ApiDescription.published().requires(Exchange.of(response, null).below(mount));
        return response;
    }

    /** Reads the answer until the server closes the connection. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            ApiDescription.published().requires(Exchange.ofText(request, answer));
            return answer;
        }
    }
}

package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.springframework.context.ConfigurableApplicationContext;

/** Calls the API of an application over HTTP, and checks each answer with the API's description. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String server;
    private final String mount;
    private final String token;
    private final String project;

    Client(ConfigurableApplicationContext application, String mount, String token, String project) {
        server = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
        this.mount = mount;
        this.token = token;
        this.project = project;
    }

    /** {@return the answer to any request, which is not checked} */
    HttpResponse<String> get(String path, String sentToken) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("X-Auth-Token", sentToken)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Installs the agent; {@return the id of the task} */
    String install(String instance) throws IOException, InterruptedException {
        String body = "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"" + instance + "\"]}";
        HttpResponse<String> answer = send("POST", "agent-invocations/batch-create", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().replaceFirst(".*\"invocation_id\":\"([^\"]+)\".*", "$1");
    }

    /** {@return the list with one task} */
    String list(String id) throws IOException, InterruptedException {
        return send("GET", "agent-invocations?invocation_id=" + id, "").body();
    }

    /** {@return the list with one task, when it has ended} */
    String listWhenEnded(String id) throws IOException, InterruptedException {
        String listed;
        do {
            listed = list(id);
        } while (listed.contains("\"PENDING\"") || listed.contains("\"RUNNING\""));
        return listed;
    }

    /** {@return the state of an agent} */
    String status(String instance) throws IOException, InterruptedException {
        return send("POST", "agent-status/batch-query", "{\"instance_ids\":[\"" + instance + "\"]}")
                .body();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(server + mount + "/v3/" + project + "/" + path))
                        .header("X-Auth-Token", token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        ApiDescription.published().requires(Exchange.of(answer, null).below(mount));
        return answer;
    }
}

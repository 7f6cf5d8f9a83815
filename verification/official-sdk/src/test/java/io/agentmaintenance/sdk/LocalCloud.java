package io.agentmaintenance.sdk;

import com.huaweicloud.sdk.ces.v3.CesClient;
import com.huaweicloud.sdk.core.HttpListener;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import io.agentmaintenance.openapi.Exchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts the packaged server as a separate process, and creates clients of the official SDK for it. */
final class LocalCloud implements AutoCloseable {
    static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private final Process process;
    private final List<Exchange> seen = new CopyOnWriteArrayList<>();
    final String endpoint;

    LocalCloud() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("runnable.jar"),
                        "--port",
                        "0",
                        "--config",
                        Path.of("src", "test", "resources", "sdk.yaml").toString())
                .redirectError(Path.of("target", "server.log").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        endpoint = out.readLine().replaceFirst(".*(http://\\S+).*", "$1");
    }

    /** The configuration of the clients, which records every answer. */
    HttpConfig http() {
        return HttpConfig.getDefaultHttpConfig()
                .addHttpListener(HttpListener.forResponseListener(answer -> seen.add(new Exchange(
                        answer.httpMethod(),
                        URI.create(answer.uri()).getRawPath(),
                        null,
                        answer.statusCode(),
                        answer.headers(),
                        answer.body().orElse("")))));
    }

    /** {@return all exchanges of the clients since the last call} */
    List<Exchange> seen() {
        List<Exchange> exchanges = List.copyOf(seen);
        seen.clear();
        return exchanges;
    }

    CesClient client() {
        return client("AKEXAMPLE0000000001", "skexample/abc+DEF=0123456789");
    }

    CesClient client(String access, String secret) {
        return client(new BasicCredentials().withAk(access).withSk(secret).withProjectId(PROJECT));
    }

    CesClient client(BasicCredentials credentials) {
        return CesClient.newBuilder()
                .withCredential(credentials)
                .withEndpoints(List.of(endpoint))
                .withHttpConfig(http())
                .build();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

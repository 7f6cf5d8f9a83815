package io.agentmaintenance.sdk;

import com.huaweicloud.sdk.ces.v3.CesClient;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The packaged server as a process of its own, and clients of the official SDK for it. */
final class LocalCloud implements AutoCloseable {
    static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private final Process process;
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
                .withHttpConfig(HttpConfig.getDefaultHttpConfig())
                .build();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

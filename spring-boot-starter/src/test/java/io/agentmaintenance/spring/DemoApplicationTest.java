package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

@DisplayName("An application with the demo alone")
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class DemoApplicationTest {
    private static ConfigurableApplicationContext context;
    private static Client client;
    private static String startLog;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @BeforeAll
    static void start(CapturedOutput output) {
        context = SpringApplication.run(
                Application.class,
                "--server.port=0",
                "--server.servlet.context-path=/cloud",
                "--agent-maintenance.path=/ces",
                "--agent-maintenance.demo=true",
                "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "--spring.main.banner-mode=off");
        client = new Client(context, "/cloud/ces", Demo.TOKEN, Demo.PROJECT);
        startLog = output.getAll();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    @DisplayName("serves the three APIs below its context path and the prefix")
    void servesTheThreeApis() throws Exception {
        String id = client.install("web-001");
        assertThat(client.listWhenEnded(id)).contains("\"SUCCEEDED\"");
        assertThat(client.status("web-001")).contains("2.7.5.1");
    }

    @Test
    @DisplayName("accepts tokens of 16,384 characters as a request, and refuses a wrong one")
    void readsLongTokens() throws Exception {
        assertThat(client.get("/cloud/ces/v3/demo/agent-invocations", "t".repeat(16_384))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("describes its API")
    void describesItsApi() throws Exception {
        assertThat(client.get("/cloud/ces/openapi.yaml", "").body()).startsWith("openapi:");
    }

    @Test
    @DisplayName("warns that everybody knows the token, with a line to try, and that a restart loses all tasks")
    void warns() throws IOException {
        String port = context.getEnvironment().getProperty("local.server.port");
        assertThat(startLog)
                .contains("All tasks are in memory: a restart loses them.")
                .contains("a token that everybody knows (agent-maintenance.demo)")
                .contains("curl -H 'X-Auth-Token: demo-token' 'http://127.0.0.1:" + port
                        + "/cloud/ces/v3/demo/agent-invocations'");
    }

    @Test
    @DisplayName("that has neither beans nor demo ends with a text instead of a stack trace")
    void printsTheFailure(CapturedOutput output) {
        try {
            SpringApplication.run(
                    Application.class,
                    "--server.port=0",
                    "--agent-maintenance.store=memory",
                    "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                    "--spring.main.banner-mode=off");
        } catch (RuntimeException e) {
            assertThat(output.getAll())
                    .contains("APPLICATION FAILED TO START")
                    .contains("  - a bean of type InstanceDirectory")
                    .doesNotContain("\tat org.springframework");
            return;
        }
        throw new AssertionError("the application started");
    }
}

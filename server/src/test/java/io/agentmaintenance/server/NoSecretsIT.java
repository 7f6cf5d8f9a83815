package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.openapi.Secrets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After all tests of this module,")
class NoSecretsIT {
    @Test
    @DisplayName("no log of the run contains a token, key, signature or password")
    void logsContainNoSecret() throws Exception {
        assertThat(Secrets.searchLogs(Path.of("target"))).isPositive();
    }
}

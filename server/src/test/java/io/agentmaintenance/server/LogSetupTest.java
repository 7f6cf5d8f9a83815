package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of the server")
class LogSetupTest {
    @Test
    @DisplayName("is left to a logback file if there is one, as in these tests")
    void file() {
        LoggerContext log = new LoggerContext();
        assertThat(new LogSetup().configure(log)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(log.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
        assertThat(log.getLogger("org.eclipse.jetty").getLevel()).isNull();
        assertThat(log.getLogger("ROOT").getLevel()).isEqualTo(Level.DEBUG);
    }
}

package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

@DisplayName("The connections of the database")
class WatchedConnectionsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(WatchedConnections.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private boolean isAway;

    private final WatchedConnections connections = new WatchedConnections(
            new PGSimpleDataSource() {
                private static final long serialVersionUID = 1L;

                @Override
                public Connection getConnection() throws SQLException {
                    if (isAway) {
                        throw new SQLException("refused by 127.0.0.1", "08001");
                    }
                    return null;
                }
            },
            failure -> "masked " + failure.getSQLState(),
            nanos::get);

    @BeforeEach
    void start() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    private List<String> texts() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void fail() {
        isAway = true;
        assertThatThrownBy(connections::getConnection).hasMessage("refused by 127.0.0.1");
    }

    private void succeed() throws SQLException {
        isAway = false;
        connections.getConnection();
    }

    @Test
    @DisplayName("log one line when the database goes away, one a minute while it is away, and one when it is back")
    void logChanges() throws SQLException {
        succeed();
        assertThat(texts()).isEmpty();

        fail();
        fail();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        fail();
        assertThat(texts())
                .containsExactly(
                        "the database does not answer: masked 08001; requests fail and work waits until it does");

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        fail();
        assertThat(texts()).hasSize(2);

        succeed();
        succeed();
        assertThat(texts()).hasSize(3).endsWith("the database answers again, after 60 s");

        fail();
        assertThat(texts()).hasSize(4);
    }
}

package io.agentmaintenance.adapter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.application.port.out.PortException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("The clock of the store")
class StoreClockTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(PostgresStore.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Queue<Runnable> readings = new ArrayDeque<>();
    private Instant store = NOON;
    private Duration passed = Duration.ofDays(-3);
    private Duration readingTakes = Duration.ZERO;
    private boolean broken;
    private int timesRead;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    @DisplayName("goes on by the time that passes, and does not ask the store for that")
    void addsTheTimeThatPasses() {
        Clock clock = clock(NOON);
        pass(Duration.ofMillis(9_999));
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(9_999));
        assertThat(readings).isEmpty();
        assertThat(timesRead).isEqualTo(1);
    }

    @Test
    @DisplayName("is read again after ten seconds, and the caller does not wait for it")
    void readsAgainInTheBackground() {
        Clock clock = clock(NOON);
        pass(Duration.ofSeconds(10));
        store = NOON.plusSeconds(13);

        assertThat(clock.instant()).as("before the reading").isEqualTo(NOON.plusSeconds(10));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
        assertThat(readings).as("one reading at a time").hasSize(1);
        readings.remove().run();
        assertThat(clock.instant()).as("after the reading").isEqualTo(NOON.plusSeconds(13));
    }

    @Test
    @DisplayName("goes on by the last reading while the store does not answer, and recovers")
    void goesOnWithoutTheStore() {
        Clock clock = clock(NOON);
        broken = true;
        pass(Duration.ofSeconds(60));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
        readings.remove().run();
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
        assertThat(readings).as("no attempt before the period is over").isEmpty();

        broken = false;
        store = NOON.plusSeconds(75);
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(70));
        readings.remove().run();
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(75));
    }

    @Test
    @DisplayName("does not use a reading that took longer than a second")
    void ignoresSlowReadings() {
        Clock clock = clock(NOON);
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
        readingTakes = Duration.ofSeconds(2);
        store = NOON.minusSeconds(500);
        readings.remove().run();
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(12));
    }

    @Test
    @DisplayName("takes the middle of a reading for the moment that it tells of")
    void takesTheMiddleOfAReading() {
        readingTakes = Duration.ofMillis(200);
        Clock clock = clock(NOON);
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(100));
    }

    @Test
    @DisplayName("logs once if the machine's own clock differs by minutes")
    void logsOnceThatTheMachineDiffers() {
        Clock clock = clock(NOON.minus(Duration.ofMinutes(6)));
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
        readings.remove().run();
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage())
                .isEqualTo("The clock of this machine is 360000 ms behind that of the database."
                        + " The time of the database is used.");
    }

    @Test
    @DisplayName("logs nothing if the machine's own clock differs by two seconds")
    void logsNothingAboutSmallDifferences() {
        clock(NOON.plusSeconds(2));
        assertThat(log.list).isEmpty();
    }

    @Test
    @DisplayName("shows the same time in every zone")
    void hasTheSameTimeInEveryZone() {
        Clock clock = clock(NOON);
        Clock elsewhere = clock.withZone(ZoneId.of("Asia/Kathmandu"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(elsewhere.instant()).isEqualTo(clock.instant());
    }

    @Test
    @DisplayName("of a database in another time zone shows the true time")
    void readsARealDatabase() {
        try (TestStore store = TestStore.withAutoCommit(true)) {
            assertThat(Duration.between(store.store().clock().instant(), Instant.now()))
                    .isBetween(Duration.ofSeconds(-60), Duration.ofSeconds(60));
        }
    }

    private Clock clock(Instant machine) {
        return new StoreClock(this::read, () -> passed.toNanos(), Clock.fixed(machine, ZoneOffset.UTC), readings::add);
    }

    private Instant read() {
        timesRead++;
        pass(readingTakes);
        if (broken) {
            throw new PortException("broken", null);
        }
        return store;
    }

    private void pass(Duration time) {
        passed = passed.plus(time);
    }
}

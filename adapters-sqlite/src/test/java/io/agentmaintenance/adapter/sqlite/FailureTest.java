package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When SQLite fails, the store")
class FailureTest {
    private static final int BATCH = 20;
    private static final int STATEMENTS_OF_A_BATCH = 3 * BATCH + 1;

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("leaves nothing of a batch behind, whichever statement fails, and works again afterwards")
    void leavesNothingOfABatchBehind() {
        List<Insertion> batch = Tasks.batch("t", BATCH);
        for (int statement = 0; statement < STATEMENTS_OF_A_BATCH; statement++) {
            store.connections().failAfter(statement);
            assertThatThrownBy(() -> store.store().repository().insert(PROJECT, batch))
                    .as("statement %d", statement)
                    .isInstanceOf(PortException.class)
                    .hasMessage("cannot store invocations: the file cannot be read or written (SQLITE_IOERR)");
            assertIsEmpty();
        }
        assertThat(store.store().repository().insert(PROJECT, batch)).containsOnly(WriteOutcome.STORED);
    }

    @Test
    @DisplayName("says that the disk is full, and has stored nothing of the batch")
    void saysThatTheDiskIsFull() {
        store.connections().setBroken(true);
        assertThatThrownBy(() -> store.store().repository().insert(PROJECT, Tasks.batch("a", 1)))
                .as("the call after which connections are opened again")
                .isInstanceOf(PortException.class);
        store.connections().setBroken(false);
        store.connections().onOpening("pragma max_page_count = 60");

        int stored = 0;
        while (isStored("b" + stored)) {
            stored++;
        }
        assertThat(stored).isPositive();
        assertThatThrownBy(() -> store.store().repository().insert(PROJECT, Tasks.batch("c", BATCH)))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot store invocations: the disk is full (SQLITE_FULL)");
        assertThat(store.store()
                        .repository()
                        .find(InvocationQuery.newest(PROJECT))
                        .count())
                .isEqualTo((long) stored * BATCH);
    }

    @Test
    @DisplayName("throws PortException once it is closed, and can be closed twice")
    void refusesCallsOnceItIsClosed() {
        store.store().close();
        assertThatThrownBy(() -> store.store().repository().counts(null))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot count invocations: the store is closed");
        assertThatThrownBy(() -> store.store().repository().insert(PROJECT, Tasks.batch("t", 1)))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot store invocations: the store is closed");
        assertThatCode(() -> store.store().close()).doesNotThrowAnyException();
    }

    private boolean isStored(String prefix) {
        try {
            store.store().repository().insert(PROJECT, Tasks.batch(prefix, BATCH));
            return true;
        } catch (PortException e) {
            return false;
        }
    }

    private void assertIsEmpty() {
        assertThat(store.store()
                        .repository()
                        .find(InvocationQuery.newest(PROJECT))
                        .count())
                .isZero();
        Journal.Entries entries = (Journal.Entries) store.store().journal().after(null, null, 10);
        assertThat(entries.entries()).isEmpty();
    }
}

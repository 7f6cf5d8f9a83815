package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.PortException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one file: one that writes, and some that read. Each work is one transaction. If it fails, its connection is closed, which
 * rolls it back, and the next work opens another one. Thread-safe.
 */
final class Database implements AutoCloseable {
    private static final int READERS = 8;

    private final DataSource writing;
    private final DataSource reading;
    private final ReentrantLock writeLock = new ReentrantLock(true);
    private final Semaphore readers = new Semaphore(READERS, true);
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private @Nullable Session writer;
    private volatile boolean isClosed;

    Database(DataSource writing, DataSource reading) {
        this.writing = writing;
        this.reading = reading;
    }

    /** Runs work that may write, after that of all others; what is tried stands in the message of a failure, such as {@code "store invocations"}. */
    <T> T write(String what, Work<T> work) {
        writeLock.lock();
        try {
            requireOpen(what);
            Session session = writer == null ? openWriter() : writer;
            writer = null;
            T result = run(session, work);
            writer = session;
            return result;
        } catch (SQLException e) {
            throw failure(what, e);
        } finally {
            writeLock.unlock();
        }
    }

    /** Runs work that only reads. All its statements see the same snapshot. */
    <T> T read(String what, Work<T> work) {
        readers.acquireUninterruptibly();
        try {
            requireOpen(what);
            Session last = idle.pollFirst();
            Session session = last == null ? Session.open(reading) : last;
            T result = run(session, work);
            idle.addFirst(session);
            return result;
        } catch (SQLException e) {
            throw failure(what, e);
        } finally {
            readers.release();
        }
    }

    /** Waits for the work under way, and closes all connections. What is called later fails. */
    @Override
    public void close() {
        writeLock.lock();
        readers.acquireUninterruptibly(READERS);
        try {
            isClosed = true;
            idle.forEach(Session::close);
            idle.clear();
            // The last one: it writes what is in the log back to the file.
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } finally {
            readers.release(READERS);
            writeLock.unlock();
        }
    }

    // What a crash or a full disk has left in the log goes to the file: then the log begins anew, and does not grow.
    private Session openWriter() throws SQLException {
        Session session = Session.open(writing);
        session.writeBackLog();
        return session;
    }

    private static <T> T run(Session session, Work<T> work) throws SQLException {
        try {
            return session.transaction(work);
        } catch (SQLException | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private void requireOpen(String what) {
        if (isClosed) {
            throw new PortException("cannot " + what + ": the store is closed", null);
        }
    }

    private static PortException failure(String what, SQLException e) {
        return new PortException("cannot " + what + ": " + SqlFailure.reason(e), e);
    }
}

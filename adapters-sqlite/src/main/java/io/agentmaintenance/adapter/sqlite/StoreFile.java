package io.agentmaintenance.adapter.sqlite;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The database of a store, one file, and the ways to open it. Every connection writes to a log beside the file first (WAL) and syncs it at each
 * commit, so what is committed survives a crash of the process and of the machine.
 */
final class StoreFile {
    private static final String NAME = "agent-maintenance.db";
    private static final int BUSY_MILLIS = 30_000;
    private static final int LOG_BYTES = 64 << 20;
    // When the log is written back to the file. More than the default of 1,000: a page that changes often is then
    // written back less often.
    private static final int LOG_PAGES = 8000;
    private static final int WRITER_CACHE_KIBIBYTES = 32 << 10;

    private final Path path;

    StoreFile(StoreFolder folder) {
        path = folder.resolve(NAME);
    }

    Path path() {
        return path;
    }

    /** {@return what gives the connection of the writer: each transaction takes the lock of the file at its beginning} */
    DataSource forWriting() {
        SQLiteConfig config = durable();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        // A negative number is one of kibibytes.
        config.setCacheSize(-WRITER_CACHE_KIBIBYTES);
        return dataSource(config);
    }

    /** {@return what gives connections that cannot write} */
    DataSource forReading() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return dataSource(config);
    }

    /** {@return what gives connections for tables of others in the same file} */
    DataSource forOthers() {
        return dataSource(durable());
    }

    private static SQLiteConfig durable() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setWalAutocheckpoint(LOG_PAGES);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    // As a URI, because the driver takes what follows a question mark in a plain path as settings.
    private DataSource dataSource(SQLiteConfig config) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + path.toUri());
        return dataSource;
    }
}

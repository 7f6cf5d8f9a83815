package io.agentmaintenance.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Ends the process when the heap is full. A server that goes on after an {@link OutOfMemoryError} may hang with an open port.
 * There are two signs: somebody logs an {@code OutOfMemoryError}, or a thread that looks every half second finds the heap full.
 * All loops and handlers of the server, of the library and of Jetty log what they catch, so the configuration of the log creates
 * this filter and sees each of them. The thread does not depend on Java's notification of a full heap, because that
 * notification needs memory and is lost without it. Thread-safe.
 */
public final class OutOfMemoryExit extends TurboFilter {
    /** The exit code; the same as that of Java's option {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final double FULL = 0.95;
    private static final long INTERVAL_NANOS = 500_000_000;
    private static final long PAUSE_NANOS = 10_000_000_000L;
    // Less than half of G1's smallest region: larger objects can start a collection each time.
    private static final int PROBE_BYTES = 100_000;

    // All that the exit needs is made beforehand, because there may be no memory for it later.
    private static final Runtime RUNTIME = Runtime.getRuntime();
    private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);
    private static final byte[] LINE =
            "ERROR out of memory: the process ends. Give it more heap (-Xmx), or lower active and history.\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** Holds the last probe, so that the compiler cannot leave the allocation out. */
    private static final AtomicReference<Object> PROBE = new AtomicReference<>();

    /** Watches the heap, and errors that no code catches. */
    static void install() {
        // Removes nothing, but loads the classes that halt() needs; without memory they could not be loaded.
        RUNTIME.removeShutdownHook(Thread.currentThread());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            exitIfOutOfMemory(failure);
            LoggerFactory.getLogger(OutOfMemoryExit.class).error("thread {} failed", thread.getName(), failure);
        });
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        Thread watch = new Thread(() -> watch(pools), "out-of-memory-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(List<MemoryPoolMXBean> pools) {
        try {
            boolean wasFull = false;
            while (true) {
                PROBE.set(new byte[PROBE_BYTES]);
                boolean full = isFull(pools);
                if (full && wasFull) {
                    // Collectors that run beside the program report also what it has allocated meanwhile, so this
                    // decides.
                    fill((long) (RUNTIME.maxMemory() * (1 - FULL)));
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else if (full) {
                    // A partial collection may leave garbage elsewhere; after a full one the next look decides.
                    System.gc();
                }
                wasFull = full;
                LockSupport.parkNanos(INTERVAL_NANOS);
            }
        } catch (OutOfMemoryError e) {
            exit();
        }
    }

    /** Allocates so many bytes, and frees them. If they do not fit, that throws the error that ends the process. */
    private static void fill(long bytes) {
        byte[][] parts = new byte[(int) (bytes / PROBE_BYTES) + 1][];
        PROBE.set(parts);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new byte[PROBE_BYTES];
        }
        PROBE.set(parts[0]);
    }

    /** {@return whether the last collections left nearly no free heap} */
    private static boolean isFull(List<MemoryPoolMXBean> pools) {
        long left = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage usage = pool.getCollectionUsage();
            left += usage == null ? 0 : usage.getUsed();
        }
        return left >= RUNTIME.maxMemory() * FULL;
    }

    /** Ends the process if a failure is an {@code OutOfMemoryError}, or is caused by one. */
    static void exitIfOutOfMemory(@Nullable Throwable failure) {
        Throwable cause = failure;
        // Causes can form a circle.
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof OutOfMemoryError) {
                exit();
            }
            cause = cause.getCause();
        }
    }

    /** Allocates nothing. Synchronized, so that the line is written once. */
    private static synchronized void exit() {
        try {
            ERR.write(LINE);
        } catch (IOException e) {
            // The message cannot be written.
        } finally {
            RUNTIME.halt(EXIT_CODE);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        exitIfOutOfMemory(thrown);
        if (parameters != null
                && parameters.length > 0
                && parameters[parameters.length - 1] instanceof Throwable last) {
            exitIfOutOfMemory(last);
        }
        return FilterReply.NEUTRAL;
    }
}

package io.agentmaintenance.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.management.NotificationEmitter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Ends the process when the heap is full. A server that goes on after an {@link OutOfMemoryError} may hang with an open port.
 * There are two signs: a garbage collection leaves nearly no free heap, or somebody logs an {@code OutOfMemoryError}. All loops
 * and handlers of the server, of the library and of Jetty log what they catch, so the configuration of the log creates this
 * filter and sees each of them. Thread-safe.
 */
public final class OutOfMemoryExit extends TurboFilter {
    /** The exit code; the same as that of Java's option {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final double FULL = 0.95;
    // Made beforehand, because there may be no memory for it later.
    private static final byte[] LINE =
            "ERROR out of memory: the process ends. Give it more heap (-Xmx), or lower active and history.\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** Watches what garbage collections leave, and errors that nobody catches. */
    static void install() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(OutOfMemoryExit::holdsOldObjects)
                .toList();
        for (MemoryPoolMXBean pool : pools) {
            pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * FULL));
        }
        NotificationEmitter emitter = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        emitter.addNotificationListener(
                (notification, handback) -> {
                    if (notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)) {
                        exitIfStillFull(pools);
                    }
                },
                null,
                null);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            exitIfOutOfMemory(failure);
            LoggerFactory.getLogger(OutOfMemoryExit.class).error("thread {} failed", thread.getName(), failure);
        });
    }

    /** {@return whether a pool is the old generation or the whole heap; only those have a threshold for their usage} */
    private static boolean holdsOldObjects(MemoryPoolMXBean pool) {
        return pool.getType() == MemoryType.HEAP
                && pool.isUsageThresholdSupported()
                && pool.isCollectionUsageThresholdSupported()
                && pool.getUsage().getMax() > 0;
    }

    /** A collection of a part of the heap may leave garbage elsewhere, so a full collection decides. */
    private static void exitIfStillFull(List<MemoryPoolMXBean> pools) {
        System.gc();
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage left = pool.getCollectionUsage();
            if (left != null && left.getUsed() >= pool.getCollectionUsageThreshold()) {
                exit();
            }
        }
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

    private static void exit() {
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(LINE);
        } catch (IOException e) {
            // Nobody can be informed.
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
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

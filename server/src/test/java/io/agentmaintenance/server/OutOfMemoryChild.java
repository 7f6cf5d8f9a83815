package io.agentmaintenance.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A process that meets an out-of-memory condition in one of several ways. It ends with 0 if it survives. */
final class OutOfMemoryChild {
    private OutOfMemoryChild() {}

    public static void main(String[] args) throws Exception {
        OutOfMemoryExit.install();
        switch (args[0]) {
            case "a full heap" -> fillHeap();
            case "an error that is logged" ->
                LoggerFactory.getLogger("any").error("request {} failed", 7, new OutOfMemoryError("test"));
            case "an error that is logged as a cause" ->
                LoggerFactory.getLogger("any").warn("failed", new IllegalStateException(new OutOfMemoryError("test")));
            case "an error that nobody catches" -> {
                Thread thread = new Thread(() -> {
                    throw new OutOfMemoryError("test");
                });
                thread.start();
                thread.join();
            }
            case "much garbage" -> makeGarbage();
            case "another error" -> LoggerFactory.getLogger("any").error("failed", new StackOverflowError());
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void fillHeap() throws Exception {
        List<byte[]> kept = new ArrayList<>();
        try {
            while (true) {
                kept.add(new byte[10_000]);
            }
        } catch (OutOfMemoryError e) {
            // Like a loop that survives every error: the process stays, with a full heap.
            new CountDownLatch(1).await();
        }
        System.out.println(kept.size());
    }

    private static void makeGarbage() {
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            kept.add(new byte[10_000]);
            if (kept.size() > 2_000) {
                kept.clear();
            }
        }
    }
}

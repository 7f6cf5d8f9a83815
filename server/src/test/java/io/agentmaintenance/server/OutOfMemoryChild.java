package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.emulator.iam.IamApi;
import io.agentmaintenance.emulator.iam.IamDirectory;
import io.agentmaintenance.emulator.iam.IssuedTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.QuietException;
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
            case "an error in a check of a password" -> checkPassword(new OutOfMemoryError("test"));
            case "an error that Jetty does not log, in a check of a password" ->
                checkPassword(new QuietException.RuntimeException(new OutOfMemoryError("test")));
            case "another error in a check of a password" -> checkPassword(new StackOverflowError());
            case "much garbage" -> makeGarbage(2_000);
            case "much garbage in a heap that stays 80 % full" -> {
                byte[][] live = new byte[(int) (Runtime.getRuntime().maxMemory() * 0.8 / 100_000)][100_000];
                makeGarbage(100);
                System.out.println(live.length);
            }
            case "another error" -> LoggerFactory.getLogger("any").error("failed", new StackOverflowError());
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Like a loop that survives every error: the process stays, with a heap that has no room for even a small object. */
    private static void fillHeap() {
        Object[] kept = {};
        int size = 10_000;
        while (true) {
            try {
                while (true) {
                    kept = new Object[] {kept, new byte[size]};
                }
            } catch (OutOfMemoryError e) {
                // Smaller objects may still fit.
                size /= 10;
            }
        }
    }

    /** A log-in whose check fails, over HTTP. */
    private static void checkPassword(Throwable failure) throws Exception {
        IamDirectory nobody = IamDirectory.builder().build();
        IssuedTokens tokens = new IssuedTokens(new byte[32], nobody, Clock.systemUTC());
        IamApi iam = new IamApi(nobody, request -> new Verdict.NotPresent(), tokens, Clock.systemUTC());
        WebServer web = new WebServer(
                "127.0.0.1",
                0,
                HandlerChain.nonBlocking(request -> fail(failure), iam, BodyMemory.ofHeap(), 1000),
                TestErrors.create());
        web.start();
        String body = "{\"auth\":{\"identity\":{\"methods\":[\"password\"]}}}";
        try (RawHttp http = RawHttp.ofAnother(web.port())) {
            http.send(
                    "POST /v3/auth/tokens HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            System.out.println(http.answer());
        } finally {
            web.stop();
        }
    }

    private static ApiResponse fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** Long enough for several looks at the heap. */
    private static void makeGarbage(int limit) {
        List<byte[]> kept = new ArrayList<>();
        long start = System.nanoTime();
        while (System.nanoTime() - start < 3_000_000_000L) {
            kept.add(new byte[10_000]);
            if (kept.size() > limit) {
                kept.clear();
            }
        }
    }
}

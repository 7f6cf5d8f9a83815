package io.agentmaintenance.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Sends load with one thread and many connections. Closed: every connection sends its next request after the previous answer.
 * Open: requests are due at a steady rate, independent of the server, and response times count from the due time.
 */
final class Driver {
    private static final long NANOS = 1_000_000_000L;

    private final int port;
    private final int connections;
    private final double rate;
    private Consumer<AnswerParser> watcher = answer -> {};

    private Driver(int port, int connections, double rate) {
        this.port = port;
        this.connections = connections;
        this.rate = rate;
    }

    static Driver closed(int port, int connections) {
        return new Driver(port, connections, 0);
    }

    static Driver open(int port, int connections, double perSecond) {
        return new Driver(port, connections, perSecond);
    }

    /** Passes every answer to an observer, on the driving thread. */
    Driver showing(Consumer<AnswerParser> to) {
        watcher = to;
        return this;
    }

    /** Sends requests until the time has passed or none is left, and waits for the last answers. */
    Result run(Requests requests, Duration time) throws IOException {
        try (Selector selector = Selector.open()) {
            return new Run(selector, requests).drive(time.toNanos());
        }
    }

    /** One run. */
    private final class Run {
        private final Selector selector;
        private final Requests requests;
        private final Result result = new Result();
        private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
        private final Deque<Connection> idle = new ArrayDeque<>();
        private int open;
        private boolean exhausted;
        private double due;

        Run(Selector selector, Requests requests) {
            this.selector = selector;
            this.requests = requests;
        }

        Result drive(long nanos) throws IOException {
            connect(); // Before time counts.
            long begin = System.nanoTime();
            long end = begin + nanos;
            long lastAnswer = end + 10 * NANOS;
            due = begin;
            for (long now = begin; now < lastAnswer && !(isOver(now, end) && idle.size() == open); ) {
                if (!isOver(now, end)) {
                    feed(now);
                }
                selector.select(key -> goOn((Connection) key.attachment()), 1);
                now = System.nanoTime();
                result.seconds = (Math.min(now, end) - begin) / (double) NANOS;
            }
            result.broken += open - idle.size();
            selector.keys().forEach(key -> ((Connection) key.attachment()).close());
            return result;
        }

        private boolean isOver(long now, long end) {
            return exhausted || now >= end;
        }

        /** Sends due requests on idle connections. */
        private void feed(long now) {
            connect();
            while (!idle.isEmpty() && (rate == 0 || due <= now)) {
                ByteBuffer request = requests.next();
                if (request == null) {
                    exhausted = true;
                    return;
                }
                Connection connection = idle.remove();
                send(connection, request, rate == 0 ? System.nanoTime() : (long) due);
                due += rate == 0 ? 0 : NANOS / rate;
            }
        }

        private void connect() {
            try {
                while (open < connections) {
                    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                    idle.add(new Connection(address, selector, in));
                    open++;
                }
            } catch (IOException e) {
                result.broken++;
            }
        }

        private void send(Connection connection, ByteBuffer request, long dueAt) {
            try {
                connection.send(request, dueAt);
            } catch (IOException e) {
                breaks(connection);
            }
        }

        private void goOn(Connection connection) {
            try {
                if (connection.goOn()) {
                    AnswerParser answer = connection.answer();
                    long now = System.nanoTime();
                    result.count(answer, now - connection.dueAt, now - connection.sentAt);
                    watcher.accept(answer);
                    if (answer.head().contains("\r\nconnection: close")) {
                        connection.close();
                        open--;
                    } else {
                        idle.add(connection);
                    }
                }
            } catch (IOException e) {
                breaks(connection);
            }
        }

        private void breaks(Connection connection) {
            result.broken++;
            connection.close();
            open--;
        }
    }
}

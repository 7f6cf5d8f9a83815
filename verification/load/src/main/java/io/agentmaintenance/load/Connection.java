package io.agentmaintenance.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A persistent connection with at most one open request. Used by one thread. */
final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerParser answer = new AnswerParser();
    private final ByteBuffer in;
    private @Nullable ByteBuffer out;
    /** When the open request was due, by {@link System#nanoTime}. */
    long dueAt;
    /** When it was sent, which is later if no connection was idle when it was due. */
    long sentAt;

    Connection(SocketAddress server, Selector selector, ByteBuffer in) throws IOException {
        this.in = in;
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(ByteBuffer request, long due) throws IOException {
        dueAt = due;
        sentAt = System.nanoTime();
        out = request;
        answer.begin();
        write();
    }

    /** Continues with the open request. Returns true if its answer is complete. */
    boolean goOn() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return false;
        }
        in.clear();
        int read = channel.read(in);
        if (read < 0) {
            throw new IOException("closed by the server");
        }
        in.flip();
        return answer.feed(in);
    }

    AnswerParser answer() {
        return answer;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The failure has no effect: the connection is not used again.
            key.cancel();
        }
    }

    private void write() throws IOException {
        ByteBuffer left = out;
        if (left != null) {
            channel.write(left);
            boolean done = !left.hasRemaining();
            out = done ? null : left;
            key.interestOps(done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }
}

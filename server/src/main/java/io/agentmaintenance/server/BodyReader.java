package io.agentmaintenance.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/** Reads a body as it comes, without waiting for it, and stops at the limit. One for each request; never two threads at once. */
final class BodyReader implements Runnable {
    private static final int FIRST_GUESS = 4096;

    private final Content.Source source;
    private final int limit;
    private final Listener listener;
    private byte[] bytes;
    private int length;

    /** Is told the end, once. */
    interface Listener {
        void read(byte[] body, boolean tooLarge);

        void failed(Throwable failure);
    }

    /** Reads from a source; {@code declared} is the length that was announced, or -1. */
    BodyReader(Content.Source source, int declared, int limit, Listener listener) {
        this.source = source;
        this.limit = limit;
        this.listener = listener;
        // Room for what was announced is made as it comes: an announcement costs nothing.
        this.bytes = new byte[declared < 0 ? FIRST_GUESS : Math.min(declared, 16 * FIRST_GUESS)];
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                listener.failed(chunk.getFailure());
                return;
            }
            boolean fits = take(chunk.getByteBuffer());
            chunk.release();
            if (!fits) {
                listener.read(new byte[0], true);
                return;
            }
            if (chunk.isLast()) {
                listener.read(length == bytes.length ? bytes : Arrays.copyOf(bytes, length), false);
                return;
            }
        }
    }

    private boolean take(ByteBuffer more) {
        int count = more.remaining();
        if (count > limit - length) {
            return false;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length + count, bytes.length * 2)));
        }
        more.get(bytes, length, count);
        length += count;
        return true;
    }
}

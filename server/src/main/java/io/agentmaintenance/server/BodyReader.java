package io.agentmaintenance.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads a body as it comes, without waiting for it, and stops at the limit, or when there is no room for more. One for each
 * request; never two threads at once.
 */
final class BodyReader implements Runnable {
    private static final byte[] NOTHING = {};
    private static final int FIRST_GUESS = 4096;

    private final Content.Source source;
    private final int limit;
    private final int most;
    private final BodyRoom room;
    private final Listener listener;
    private byte[] bytes;
    private int length;

    /** Is told the end, once. */
    interface Listener {
        /** All has come, or more than the limit, of which nothing is kept. The listener gives the body's room back. */
        void read(byte[] body, boolean tooLarge);

        /** There is no room for more, so nothing was kept. */
        void foundNoRoom();

        void failed(Throwable failure);
    }

    /** Reads from a source; {@code declared} is the length that was announced, or -1. */
    BodyReader(Content.Source source, int declared, int limit, BodyRoom room, Listener listener) {
        this.source = source;
        this.limit = limit;
        this.most = declared < 0 ? limit : declared;
        this.room = room;
        this.listener = listener;
        // Room for what was announced is made as it comes: an announcement costs nothing.
        this.bytes = new byte[declared < 0 ? FIRST_GUESS : Math.min(declared, BodyRoom.FREE)];
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
                shrinkTo(NOTHING);
                listener.failed(chunk.getFailure());
                return;
            }
            ByteBuffer more = chunk.getByteBuffer();
            boolean fits = more.remaining() <= limit - length;
            boolean taken = fits && take(more);
            chunk.release();
            if (!taken) {
                shrinkTo(NOTHING);
                if (fits) {
                    listener.foundNoRoom();
                } else {
                    listener.read(NOTHING, true);
                }
                return;
            }
            if (chunk.isLast()) {
                shrinkTo(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
                listener.read(bytes, false);
                return;
            }
        }
    }

    private void shrinkTo(byte[] kept) {
        room.resize(bytes.length, kept.length);
        bytes = kept;
    }

    private boolean take(ByteBuffer more) {
        int count = more.remaining();
        if (length + count > bytes.length) {
            int larger = Math.max(length + count, Math.min(most, bytes.length * 2));
            if (!room.resize(bytes.length, larger)) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, larger);
        }
        more.get(bytes, length, count);
        length += count;
        return true;
    }
}

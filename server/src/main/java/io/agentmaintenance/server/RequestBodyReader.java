package io.agentmaintenance.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Reads one request body as it arrives, without blocking. It stops at the limit, and when there is no memory for more. Runs on
 * one thread at a time.
 */
final class RequestBodyReader implements Runnable {
    private static final byte[] NOTHING = {};
    private static final int INITIAL_SIZE = 4096;

    private final Content.Source source;
    private final int limit;
    private final int expected;
    private final BodyMemory memory;
    private final InvocationType invocationType;
    private final Listener listener;
    private byte[] bytes;
    private int length;

    /** Receives the result: exactly one call. */
    interface Listener {
        /** The whole body was read. The listener returns its memory. */
        void complete(byte[] body);

        /** The body is larger than the limit. Nothing of it is kept, and the rest is not read. */
        void tooLarge();

        /** There is no memory for the body. Nothing of it is kept, and the rest is not read. */
        void noMemory();

        /** The body could not be read, for example because the caller closed the connection. */
        void failed(Throwable failure);
    }

    /**
     * Prepares to read.
     *
     * @param source where the body arrives
     * @param declared the Content-Length, at most {@code limit}, or -1 if there is none
     * @param limit the largest body in bytes
     * @param memory the memory for all bodies
     * @param invocationType whether the listener may block; Jetty chooses the thread accordingly when more arrives
     * @param listener receives the result
     */
    RequestBodyReader(
            Content.Source source,
            int declared,
            int limit,
            BodyMemory memory,
            InvocationType invocationType,
            Listener listener) {
        this.source = source;
        this.limit = limit;
        this.expected = declared < 0 ? limit : declared;
        this.memory = memory;
        this.invocationType = invocationType;
        this.listener = listener;
        // The array grows as the body arrives: a large Content-Length alone must not cost memory.
        this.bytes = new byte[declared < 0 ? INITIAL_SIZE : Math.min(declared, BodyMemory.FREE)];
    }

    /** Reads what is there; Jetty calls it again when more has arrived. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(Invocable.from(invocationType, this));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                resize(0);
                listener.failed(chunk.getFailure());
                return;
            }
            ByteBuffer more = chunk.getByteBuffer();
            boolean fits = more.remaining() <= limit - length;
            boolean added = fits && add(more);
            chunk.release();
            if (!added) {
                resize(0);
                if (fits) {
                    listener.noMemory();
                } else {
                    listener.tooLarge();
                }
                return;
            }
            if (chunk.isLast()) {
                resize(length);
                listener.complete(bytes);
                return;
            }
        }
    }

    private boolean add(ByteBuffer more) {
        int needed = length + more.remaining();
        if (needed > bytes.length && !resize(Math.max(needed, Math.min(expected, bytes.length * 2)))) {
            return false;
        }
        more.get(bytes, length, needed - length);
        length = needed;
        return true;
    }

    private boolean resize(int size) {
        if (size == bytes.length) {
            return true;
        }
        if (!memory.resize(bytes.length, size)) {
            return false;
        }
        bytes = size == 0 ? NOTHING : Arrays.copyOf(bytes, size);
        return true;
    }
}

package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("A connection")
class ThriftyEndPointTest {
    private static final int ROOM = 4;

    private Selector selector;
    private SocketChannel caller;
    private SocketChannel called;
    private ThriftyEndPoint endPoint;

    @BeforeEach
    void connect() throws IOException {
        selector = Selector.open();
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            caller = SocketChannel.open(server.getLocalAddress());
            called = server.accept();
        }
        called.configureBlocking(false);
        SelectionKey key = called.register(selector, SelectionKey.OP_READ);
        endPoint = new ThriftyEndPoint(called, null, key, new ScheduledExecutorScheduler());
    }

    @AfterEach
    void close() throws IOException {
        caller.close();
        called.close();
        selector.close();
    }

    private void send(String text) throws IOException {
        caller.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private void waitUntilSelected() throws IOException {
        selector.select();
        selector.selectedKeys().clear();
        endPoint.onSelected();
    }

    /** {@return what is there to be read with little room, or its absence} */
    private String read() throws IOException {
        ByteBuffer buffer = BufferUtil.allocate(ROOM);
        int count = endPoint.fill(buffer);
        assertThat(buffer.remaining()).isEqualTo(Math.max(0, count));
        return count < 0 ? "the end" : US_ASCII.decode(buffer).toString();
    }

    @Test
    @DisplayName("that gave less than there was room for is not asked again before the selector has found more")
    void drained() throws IOException {
        send("abc");
        waitUntilSelected();
        assertThat(read()).isEqualTo("abc");
        send("d");
        selector.select();
        assertThat(read()).isEmpty();
        waitUntilSelected();
        assertThat(read()).isEqualTo("d");
    }

    @Test
    @DisplayName("that gave as much as there was room for is asked again")
    void full() throws IOException {
        send("abcdef");
        waitUntilSelected();
        assertThat(read()).isEqualTo("abcd");
        assertThat(read()).isEqualTo("ef");
        assertThat(read()).isEmpty();
    }

    @Test
    @DisplayName("that had nothing to give is not asked again before the selector has found something")
    void nothing() throws IOException {
        assertThat(read()).isEmpty();
        send("a");
        selector.select();
        assertThat(read()).isEmpty();
        waitUntilSelected();
        assertThat(read()).isEqualTo("a");
    }

    @Test
    @DisplayName("tells its end, as often as it is asked")
    void end() throws IOException {
        send("abc");
        caller.shutdownOutput();
        waitUntilSelected();
        assertThat(read()).isEqualTo("abc");
        waitUntilSelected();
        assertThat(read()).isEqualTo("the end");
        assertThat(read()).isEqualTo("the end");
    }
}

package io.agentmaintenance.adapter.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a driver and a server, and can cut a connection after a statement was carried out: the answer of the server, which it sends
 * when the transaction has ended, does not reach the driver.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final AtomicBoolean cuts = new AtomicBoolean();

    CuttingProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Cuts the connection that gets the next answer, instead of passing the answer on. */
    void cutNextAnswer() {
        cuts.set(true);
    }

    boolean hasCut() {
        return !cuts.get();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket driver = entrance.accept();
                Socket server = new Socket(host, port);
                run(() -> forward(driver, server, false));
                run(() -> forward(server, driver, true));
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private void forward(Socket from, Socket to, boolean isAnswer) {
        byte[] bytes = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (isAnswer && cuts.compareAndSet(true, false)) {
                    return;
                }
                out.write(bytes, 0, n);
            }
        } catch (IOException e) {
            // Either side has ended the connection.
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}

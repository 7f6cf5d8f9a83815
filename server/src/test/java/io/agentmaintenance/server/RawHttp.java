package io.agentmaintenance.server;

import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller who writes bytes, right or wrong ones, and gets only answers that the API's description allows, if it is the API. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final StringBuilder request = new StringBuilder();

    private final boolean isApi;

    RawHttp(int port) throws IOException {
        this(port, true);
    }

    private RawHttp(int port, boolean isApi) throws IOException {
        this.isApi = isApi;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
    }

    /** {@return a caller of a server with another function behind it} */
    static RawHttp ofAnother(int port) throws IOException {
        return new RawHttp(port, false);
    }

    RawHttp send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        request.append(text);
        return this;
    }

    /** {@return everything until the server closes the connection} */
    String toTheEnd() throws IOException {
        return described(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** {@return one answer: its head, and as much of its body as the head announces} */
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return text.toString();
            }
            text.append((char) b);
        }
        String head = text.toString();
        String length = head.replaceAll("(?si).*content-length: (\\d+).*", "$1");
        if (!length.equals(head)) {
            text.append(new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8));
        }
        return described(text.toString());
    }

    private String described(String answer) {
        if (isApi && !answer.isEmpty()) {
            ApiDescription.published().requires(Exchange.ofText(request.toString(), answer));
        }
        request.setLength(0);
        return answer;
    }

    boolean isCutOff() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

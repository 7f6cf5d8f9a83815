package io.agentmaintenance.server;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics are served.
 *
 * @param host the address to listen on; that of the server if null
 * @param port the port to listen on, 0 for a free one, {@link #OFF} for no metrics; if null {@link #DEFAULT_PORT}, or a free one if that is in use
 */
record MetricsConfiguration(@Nullable String host, @Nullable Integer port) {
    /** The port of no metrics. */
    static final int OFF = -1;
    /** The usual port of a program that exports metrics of its own. */
    static final int DEFAULT_PORT = 9464;

    static final MetricsConfiguration NONE = new MetricsConfiguration(null, OFF);
    static final MetricsConfiguration STANDARD = new MetricsConfiguration(null, null);

    private static final int MAX_PORT = 65_535;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    // A name could not be looked up here: the file is read before anything else is known to be right.
    private static final Form<String> ADDRESS =
            Form.ADDRESSES.check(text -> text.indexOf('/') < 0, "must be an IP address of this machine");

    static MetricsConfiguration from(Settings metrics) {
        return new MetricsConfiguration(
                metrics.optional("host", ADDRESS), metrics.optional("port", MetricsConfiguration::port));
    }

    /**
     * {@return the port that a text names}
     *
     * @throws IllegalArgumentException if it names none
     */
    static int port(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > MAX_PORT) {
            throw new IllegalArgumentException("must be 0 to " + MAX_PORT + ", or off");
        }
        return Integer.parseInt(text);
    }

    /** {@return the same with this port; the same one if that is null} */
    MetricsConfiguration withPort(@Nullable Integer to) {
        return to == null ? this : new MetricsConfiguration(host, to);
    }

    boolean isOff() {
        return port != null && port == OFF;
    }

    /** {@return the port to try first; if no port is named, the usual one, unless the server itself listens on it} */
    int firstPort(int serverPort) {
        if (port != null) {
            return port;
        }
        return serverPort == DEFAULT_PORT ? 0 : DEFAULT_PORT;
    }

    /** {@return whether metrics are served where the server serves all requests, because both settings name the same place} */
    boolean isAt(String serverHost, int serverPort) {
        return serverPort != 0 && port != null && port == serverPort && (host == null || host.equals(serverHost));
    }
}

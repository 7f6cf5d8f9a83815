package io.agentmaintenance.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the host and the scheme that the client called from the headers of trusted proxies: {@code X-Forwarded-Host} and
 * {@code X-Forwarded-Proto}, else {@code Forwarded}. The host replaces {@code Host}, so that signatures and links are about the
 * host that the client knows. From every other sender these headers are removed. Of several values the last one counts: the
 * proxy that connects to this server has added it. A value that is not legal is ignored, with a line in the log. Thread-safe.
 */
final class TrustedProxies implements HttpConfiguration.Customizer {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxies.class);
    private static final Pattern SCHEME = Pattern.compile("(?i)https?");
    private static final List<HttpHeader> FORWARDED =
            List.of(HttpHeader.FORWARDED, HttpHeader.X_FORWARDED_HOST, HttpHeader.X_FORWARDED_PROTO);

    private final InetAddressSet proxies = new InetAddressSet();

    /**
     * Trusts some proxies.
     *
     * @param addresses their addresses, or ranges such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException if one is not an address or a range
     */
    TrustedProxies(List<String> addresses) {
        proxies.addAll(addresses);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        HttpFields sent = request.getHeaders();
        if (FORWARDED.stream().noneMatch(sent::contains)) {
            return request;
        }
        HttpFields.Mutable headers = HttpFields.build(sent);
        FORWARDED.forEach(headers::remove);
        HttpURI.Mutable uri = HttpURI.build(request.getHttpURI());
        if (isTrusted(request)) {
            String host = forwarded(sent, HttpHeader.X_FORWARDED_HOST, "host");
            if (host != null && LegalHost.test(host)) {
                HostPort authority = new HostPort(host);
                headers.put(HttpHeader.HOST, host);
                uri.authority(authority.getHost(), authority.getPort());
            } else if (host != null) {
                logIgnored("host");
            }
            String scheme = forwarded(sent, HttpHeader.X_FORWARDED_PROTO, "proto");
            if (scheme != null && SCHEME.matcher(scheme).matches()) {
                headers.put(HttpHeader.X_FORWARDED_PROTO, scheme.toLowerCase(Locale.ROOT));
                uri.scheme(scheme.toLowerCase(Locale.ROOT));
            } else if (scheme != null) {
                logIgnored("scheme");
            }
        }
        return new ForwardedRequest(request, headers.asImmutable(), uri.asImmutable());
    }

    // Without the value: it may come from a client.
    private static void logIgnored(String what) {
        LOG.warn("a trusted proxy has forwarded a {} that is not legal; it is ignored", what);
    }

    private boolean isTrusted(Request request) {
        InetAddress sender =
                request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                        ? address.getAddress()
                        : null;
        return sender != null && proxies.test(sender);
    }

    /** The last value of a forwarded header; null if there is none, or if the headers are malformed. */
    private static @Nullable String forwarded(HttpFields sent, HttpHeader header, String parameter) {
        try {
            return wellFormed(sent, header, parameter);
        } catch (RuntimeException e) {
            // Thrown by Jetty's reader of quoted texts.
            logIgnored("header");
            return null;
        }
    }

    private static @Nullable String wellFormed(HttpFields sent, HttpHeader header, String parameter) {
        List<String> values = sent.getCSV(header, false);
        if (!values.isEmpty()) {
            return values.get(values.size() - 1);
        }
        List<String> hops =
                new QuotedCSV(true, sent.getValuesList(HttpHeader.FORWARDED).toArray(String[]::new)).getValues();
        String hop = hops.isEmpty() ? "" : hops.get(hops.size() - 1);
        for (String pair : hop.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).trim().equalsIgnoreCase(parameter)) {
                return QuotedCSV.unquote(pair.substring(equals + 1).trim());
            }
        }
        return null;
    }

    /** A request with the headers and the address of the client's own one. */
    private static final class ForwardedRequest extends Request.Wrapper {
        private final HttpFields headers;
        private final HttpURI uri;

        ForwardedRequest(Request request, HttpFields headers, HttpURI uri) {
            super(request);
            this.headers = headers;
            this.uri = uri;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }
    }
}

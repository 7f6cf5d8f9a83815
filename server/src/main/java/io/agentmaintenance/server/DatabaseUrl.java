package io.agentmaintenance.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a URL of a PostgreSQL database. Everything in it is checked here, because the driver reports a mistake with the text of
 * the URL, and ignores a parameter that it does not know.
 *
 * @param hosts the hosts with their ports; none if the driver takes its default
 * @param database the name of the database, may be empty
 * @param parameters the decoded parameters by their names
 */
record DatabaseUrl(List<String> hosts, String database, Map<String, String> parameters) {
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql:(?://(?<hosts>[^/?]*)/|/)?(?<database>[^/?]*)(?:\\?(?<query>.*))?");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])?(?::(?<port>[0-9]{1,5}))?");
    private static final Form<Integer> PORT = Form.whole(1, 65_535);
    private static final Form<?> FLAG = Form.oneOf("true", "false");
    private static final Form<?> SECONDS = Form.whole(0, 3600);
    private static final Form<?> FILE = Form.line(1, 1000).then(ReadableFile::of);

    /** The parameters that make sense here, with the forms of their values. */
    private static final Map<String, Form<?>> PARAMETERS = new TreeMap<>(Map.ofEntries(
            Map.entry("ApplicationName", Form.visible(1, 63)),
            Map.entry("channelBinding", Form.oneOf("disable", "prefer", "require")),
            Map.entry("connectTimeout", SECONDS),
            Map.entry("gssEncMode", Form.oneOf("disable", "allow", "prefer", "require")),
            Map.entry("loadBalanceHosts", FLAG),
            Map.entry("loginTimeout", SECONDS),
            Map.entry("prepareThreshold", Form.whole(0, 1_000_000)),
            Map.entry("socketTimeout", SECONDS),
            Map.entry("sslcert", FILE),
            Map.entry("sslkey", FILE),
            Map.entry("sslmode", Form.oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full")),
            Map.entry("sslrootcert", FILE),
            Map.entry("targetServerType", Form.oneOf("any", "primary", "preferPrimary")),
            Map.entry("tcpKeepAlive", FLAG),
            Map.entry("user", Form.line(1, 63))));

    /**
     * {@return the parts of a URL}
     *
     * @throws IllegalArgumentException if the driver would not understand all of it; the message quotes nothing of it
     */
    static DatabaseUrl of(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("must begin with jdbc:postgresql:");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
            throw new IllegalArgumentException("must not have a password: name its file in passwordFile");
        }
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be of the form jdbc:postgresql://host:port/database");
        }
        return new DatabaseUrl(
                hosts(parts.group("hosts")), decoded(parts.group("database")), parameters(parts.group("query")));
    }

    private static List<String> hosts(String list) {
        List<String> hosts = new ArrayList<>();
        for (String host : list == null || list.isEmpty() ? new String[0] : list.split(",", -1)) {
            Matcher parts = HOST.matcher(host);
            if (host.isEmpty() || !parts.matches()) {
                boolean hasPort = host.matches(".*[^\\]]:[^\\]:]*");
                throw new IllegalArgumentException(
                        hasPort
                                ? "must have ports from 1 to 65535, as numbers"
                                : "must have hosts that are names or addresses");
            }
            String port = parts.group("port");
            if (port != null) {
                checkPort(port);
            }
            hosts.add(host);
        }
        return hosts;
    }

    private static void checkPort(String port) {
        try {
            PORT.read(port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must have ports from 1 to 65535, as numbers", e);
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        Set<String> before = new HashSet<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            Form<?> form = PARAMETERS.get(name);
            if (form == null) {
                throw new IllegalArgumentException(
                        "must have no parameters other than " + String.join(", ", PARAMETERS.keySet()));
            }
            if (!before.add(name)) {
                throw new IllegalArgumentException("must have the parameter " + name + " once only");
            }
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            try {
                form.read(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must have a legal parameter " + name + ": " + e.getMessage(), e);
            }
            parameters.put(name, value);
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must have two hexadecimal digits after each %", e);
        }
    }
}

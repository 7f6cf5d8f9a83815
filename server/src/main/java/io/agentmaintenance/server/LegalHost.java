package io.agentmaintenance.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a host in a URL: a name, an IPv4 address, or an IPv6 address in brackets; with or without a port. */
final class LegalHost {
    private static final int MAX_NAME = 253;
    private static final Pattern FORM =
            Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*])(?::(?<port>[0-9]{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?[0-9]+\\.?");

    private LegalHost() {}

    /** {@return whether a text is of the form} */
    static boolean test(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        String host = parts.group("host");
        String port = parts.group("port");
        boolean hasLegalPort = port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
        return hasLegalPort && (host.startsWith("[") ? isIpv6(host) : isName(host));
    }

    private static boolean isName(String host) {
        return host.length() <= MAX_NAME
                && NAME.matcher(host).matches()
                && (!ENDS_IN_NUMBER.matcher(host).matches() || isIpv4(host));
    }

    private static boolean isIpv4(String host) {
        try {
            Form.ADDRESSES.read(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isIpv6(String inBrackets) {
        try {
            // A text with a colon is never looked up.
            InetAddress.getByName(inBrackets);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

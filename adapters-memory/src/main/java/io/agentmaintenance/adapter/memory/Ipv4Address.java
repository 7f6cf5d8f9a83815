package io.agentmaintenance.adapter.memory;

import java.util.regex.Pattern;

/**
 * An IPv4 address.
 *
 * @param value its 32 bits as a number from 0
 */
record Ipv4Address(long value) {
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final int PARTS = 4;
    private static final int BYTE = 256;
    private static final long HIGHEST = 0xFFFF_FFFFL;

    /**
     * Checks that there is such an address.
     *
     * @throws IllegalArgumentException if the number is beyond the highest address
     */
    Ipv4Address {
        if (value < 0 || value > HIGHEST) {
            throw new IllegalArgumentException("addresses must not count beyond 255.255.255.255");
        }
    }

    /**
     * {@return the address of a text such as 192.168.0.1}
     *
     * @param text the text
     * @throws IllegalArgumentException if it is not an IPv4 address
     */
    static Ipv4Address of(String text) {
        long value = 0;
        boolean legal = FORM.matcher(text).matches();
        for (String part : legal ? text.split("\\.", PARTS) : new String[0]) {
            legal &= Integer.parseInt(part) < BYTE;
            value = value * BYTE + Integer.parseInt(part);
        }
        if (!legal) {
            throw new IllegalArgumentException("addresses must be IPv4 addresses such as 192.168.0.1");
        }
        return new Ipv4Address(value);
    }

    /** {@return the address that comes so many addresses later} */
    Ipv4Address plus(long count) {
        return new Ipv4Address(value + count);
    }

    @Override
    public String toString() {
        return (value >> 24) + "." + (value >> 16 & 0xFF) + "." + (value >> 8 & 0xFF) + "." + (value & 0xFF);
    }
}

package io.agentmaintenance.adapter.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes the lower-case hexadecimal digits of numbers, eight at once: digit by digit, the ids of an answer were half of it. */
final class HexDigits {
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int DIGITS = 4;

    // The same in each byte of a long.
    private static final long SIX = 0x0606060606060606L;
    private static final long ONE = 0x0101010101010101L;
    private static final long ZERO = '0' * ONE;
    private static final long FROM_NINE_TO_A = 'a' - '9' - 1;

    private HexDigits() {}

    /** Writes the eight digits of a number, with a gap of so many bytes in the middle. */
    static void write(int number, int gap, byte[] to, int at) {
        long digits = digits(number);
        FOUR.set(to, at, (int) (digits >>> 32));
        FOUR.set(to, at + DIGITS + gap, (int) digits);
    }

    /** {@return the digits of a number in ASCII, the first one in the highest byte} */
    private static long digits(int number) {
        // Each step pulls halves apart: of four bytes, of two, of one. What is left is a digit in each byte.
        long spread = number & 0xFFFF_FFFFL;
        spread = (spread << 16 | spread) & 0x0000_FFFF_0000_FFFFL;
        spread = (spread << 8 | spread) & 0x00FF_00FF_00FF_00FFL;
        spread = (spread << 4 | spread) & 0x0F0F_0F0F_0F0F_0F0FL;
        long letters = (spread + SIX) >>> 4 & ONE;
        return spread + ZERO + letters * FROM_NINE_TO_A;
    }
}

package io.agentmaintenance.adapter.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with a number in it, such as {@code web-%04d}, or without one.
 *
 * @param before what stands before the number, or the whole text
 * @param digits the least number of digits, filled with leading zeros; 0 if there is no number
 * @param after what stands after the number
 */
record NumberedText(String before, int digits, String after) {
    private static final Pattern FORM = Pattern.compile("([^%]*)(%(?:0([1-9]))?d)?([^%]*)");

    /**
     * {@return the text of a format with at most one {@code %d}, or {@code %01d} to {@code %09d} for leading zeros}
     *
     * @param format the format
     * @throws IllegalArgumentException if it has another percent sign
     */
    static NumberedText of(String format) {
        Matcher parts = FORM.matcher(format);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a name must have at most one number, written as in the pattern, and no other percent sign");
        }
        boolean hasNumber = parts.group(2) != null;
        String digits = parts.group(3) == null ? "1" : parts.group(3);
        return new NumberedText(parts.group(1), hasNumber ? Integer.parseInt(digits) : 0, parts.group(4));
    }

    /** {@return the text with this number, which is not negative} */
    String with(int number) {
        String written = Integer.toString(number);
        return digits == 0
                ? before + after
                : before + "0".repeat(Math.max(0, digits - written.length())) + written + after;
    }
}

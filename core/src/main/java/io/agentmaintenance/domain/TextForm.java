package io.agentmaintenance.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The legal form of a text that crosses the API: which characters, and how many.
 *
 * <p>Written once and used three times: by the constraints on raw input, by the constructors of the value objects, and by
 * the documentation. Checked by a loop over the characters, because a regular expression per id is what a batch of a
 * hundred ids would spend most of its time on. Thread-safe.
 */
public enum TextForm {
    /** Form of a {@link ProjectId}. Documented: pattern and length of {@code project_id}. */
    PROJECT_ID("^[a-z0-9]{1,64}$", "", false, 64),

    /** Form of an {@link InstanceId}. Documented for answers; assumed for requests, where no pattern is stated. */
    INSTANCE_ID("^[a-zA-Z0-9-]{1,64}$", "-", true, 64),

    /** Form of an {@link InvocationId}. Documented. */
    INVOCATION_ID("^[a-zA-Z0-9-]{1,64}$", "-", true, 64),

    /**
     * Form of the filter {@code invocation_id} of the list, wider than the ids that exist. Documented, without a length;
     * what bounds it is the length of a request line.
     */
    INVOCATION_FILTER("^[0-9A-Za-z][0-9A-Za-z_-]*$", "_-", true, Integer.MAX_VALUE),

    /** Form of an {@link AgentVersion}. Documented by newer editions of the API. */
    VERSION("^[0-9A-Za-z_.-]{1,64}$", "_.-", true, 64);

    private static final int CHARACTERS = 256;

    private final String pattern;
    private final String punctuation;
    private final int maxLength;
    // Of each character of one byte, 1 unless it is legal. A table, because what an id has next, a digit or a letter,
    // no processor can foresee.
    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it after the constructor.
    private final byte[] illegal = new byte[CHARACTERS];

    TextForm(String pattern, String punctuation, boolean upperCase, int maxLength) {
        this.pattern = pattern;
        this.punctuation = punctuation;
        this.maxLength = maxLength;
        Arrays.fill(illegal, (byte) 1);
        allow('a', 'z');
        allow('0', '9');
        if (upperCase) {
            allow('A', 'Z');
        }
        punctuation.chars().forEach(c -> illegal[c] = 0);
    }

    /**
     * {@return the form as a regular expression, for messages and documents}
     */
    public String pattern() {
        return pattern;
    }

    /**
     * Tells whether a text has this form.
     *
     * @param text the text, may be null
     * @return true if it is not null, neither empty nor too long, and has legal characters only
     */
    public boolean accepts(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > maxLength) {
            return false;
        }
        // As bytes, because a text is asked for each of its characters whether it is there and how wide it is, which is
        // most of the work. A character of more than one byte comes as '?', which is legal nowhere. All of them in any
        // case: where nothing hangs on the one before, a processor looks at several at once. Measured over sockets.
        int wrong = 0;
        for (byte character : text.getBytes(StandardCharsets.ISO_8859_1)) {
            wrong |= illegal[character & 0xFF];
        }
        if (wrong != 0) {
            return false;
        }
        return this != INVOCATION_FILTER || punctuation.indexOf(text.charAt(0)) < 0;
    }

    /** Throws, with a message that names the field and the form but never the value, if the text is not of this form. */
    void require(String field, String text) {
        if (!accepts(text)) {
            throw new IllegalArgumentException(field + " must match " + pattern);
        }
    }

    private void allow(char first, char last) {
        Arrays.fill(illegal, first, last + 1, (byte) 0);
    }
}

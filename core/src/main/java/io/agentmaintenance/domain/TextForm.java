package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * The legal form of a text: which characters, and how many.
 *
 * <p>Defined once and used three times: by the constraints on raw input, by the constructors of the value objects, and in
 * messages. Thread-safe.
 */
public enum TextForm {
    /** Form of a {@link ProjectId}. Documented. */
    PROJECT_ID("^[a-z0-9]{1,64}$", "", false, 64),

    /** Form of an {@link InstanceId}. Documented for answers; assumed for requests, for which no pattern is documented. */
    INSTANCE_ID("^[a-zA-Z0-9-]{1,64}$", "-", true, 64),

    /** Form of an {@link InvocationId}. Documented. */
    INVOCATION_ID("^[a-zA-Z0-9-]{1,64}$", "-", true, 64),

    /**
     * Form of an invocation id in a query. It is wider than the ids that exist: it has underscores, and no greatest length.
     * Documented.
     */
    INVOCATION_FILTER("^[0-9A-Za-z][0-9A-Za-z_-]*$", "_-", true, Integer.MAX_VALUE),

    /** Form of an {@link AgentVersion}. Documented by newer editions of the API. */
    VERSION("^[0-9A-Za-z_.-]{1,64}$", "_.-", true, 64);

    private final String pattern;
    private final String punctuation;
    private final boolean upperCase;
    private final int maxLength;

    TextForm(String pattern, String punctuation, boolean upperCase, int maxLength) {
        this.pattern = pattern;
        this.punctuation = punctuation;
        this.upperCase = upperCase;
        this.maxLength = maxLength;
    }

    /**
     * {@return the form as a regular expression, for messages and documents}
     */
    public String pattern() {
        return pattern;
    }

    /**
     * {@return whether a text has this form: it is neither null nor empty nor too long, and has legal characters only}
     *
     * @param text the text, may be null
     */
    public boolean accepts(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i))) {
                return false;
            }
        }
        return this != INVOCATION_FILTER || !isPunctuation(text.charAt(0));
    }

    /** Throws, with a message that names the field and the form but never the value, if the text is not of this form. */
    void require(String field, String text) {
        if (!accepts(text)) {
            throw new IllegalArgumentException(field + " must match " + pattern);
        }
    }

    private boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || (upperCase && c >= 'A' && c <= 'Z')
                || isPunctuation(c);
    }

    private boolean isPunctuation(char c) {
        return punctuation.indexOf(c) >= 0;
    }
}

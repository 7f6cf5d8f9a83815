package io.agentmaintenance.domain;

/**
 * The one run of work that begins an invocation: a process, and the number of the run in it. Two reports of STARTED come from the same run
 * if and only if their workers are equal.
 *
 * @param process the process, 1 to 40 characters out of letters, digits, {@code _}, {@code .} and {@code -}; it needs a random part, because
 *     a process that is started again is another one
 * @param run the number of the run, 0 or more; an engine that carries out the same invocation again counts it up
 */
public record Worker(String process, long run) {
    /** The greatest number of characters of a process. */
    public static final int MAX_PROCESS = 40;

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if the process is not of this form, or the run is negative
     */
    public Worker {
        if (!TextForm.VERSION.accepts(process) || process.length() > MAX_PROCESS) {
            throw new IllegalArgumentException(
                    "the process of a worker must have 1 to " + MAX_PROCESS + " characters out of 0-9A-Za-z_.-");
        }
        if (run < 0) {
            throw new IllegalArgumentException("the run of a worker must be 0 or more");
        }
    }

    /** {@return the process and the number of the run, such as {@code node-1.4f2a#7}} */
    @Override
    public String toString() {
        return process + "#" + run;
    }
}

package io.agentmaintenance.application.port.in;

import java.util.List;
import java.util.function.Function;

/**
 * The answer to a raw command: the result, or the violations if the command is malformed.
 *
 * @param <T> the type of the result
 */
public sealed interface Answer<T> {
    /**
     * {@return the result of the function that fits}
     *
     * @param <R> the type of the result
     * @param given applied to the result of a well-formed command
     * @param rejected applied to the violations of a malformed command
     */
    <R> R fold(Function<? super T, ? extends R> given, Function<? super List<Violation>, ? extends R> rejected);

    /**
     * The command was well-formed.
     *
     * @param <T> the type of the result
     * @param value the result
     */
    record Given<T>(T value) implements Answer<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> given, Function<? super List<Violation>, ? extends R> rejected) {
            return given.apply(value);
        }
    }

    /**
     * The command was malformed. Nothing was done.
     *
     * @param <T> the type of the result of a well-formed command
     * @param violations every broken constraint, in the order of the command's components, at least one; copied
     */
    record Rejected<T>(List<Violation> violations) implements Answer<T> {
        /**
         * Copies the violations.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Rejected {
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("a rejected command must have at least one violation");
            }
            violations = List.copyOf(violations);
        }

        @Override
        public <R> R fold(
                Function<? super T, ? extends R> given, Function<? super List<Violation>, ? extends R> rejected) {
            return rejected.apply(violations);
        }
    }
}

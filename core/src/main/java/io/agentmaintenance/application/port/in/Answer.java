package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.RequestRefusal;
import java.util.function.Function;

/**
 * The answer to raw input: given, or rejected because the input is malformed.
 *
 * @param <T> what is given
 */
public sealed interface Answer<T> {
    /**
     * {@return the result of the function that fits}
     *
     * @param <R> the type of the result
     * @param given what to make of the answer
     * @param rejected what to make of the refusal
     */
    <R> R fold(Function<? super T, ? extends R> given, Function<? super RequestRefusal, ? extends R> rejected);

    /**
     * The input was well-formed and this is the answer.
     *
     * @param <T> what is given
     * @param value the answer
     */
    record Given<T>(T value) implements Answer<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> given, Function<? super RequestRefusal, ? extends R> rejected) {
            return given.apply(value);
        }
    }

    /**
     * The input was malformed. Nothing was done.
     *
     * @param <T> what would have been given
     * @param refusal every broken condition
     */
    record Rejected<T>(RequestRefusal refusal) implements Answer<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> given, Function<? super RequestRefusal, ? extends R> rejected) {
            return rejected.apply(refusal);
        }
    }
}

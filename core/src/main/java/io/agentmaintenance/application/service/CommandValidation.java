package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the constraints of raw commands, and passes only well-formed ones on. */
final class CommandValidation {
    private final @Nullable Validator validator;

    CommandValidation(@Nullable Validator validator) {
        this.validator = validator;
    }

    <C extends Record, T> Answer<T> answer(C command, Function<C, T> ifWellFormed) {
        List<Violation> violations = violations(command);
        return violations.isEmpty()
                ? new Answer.Given<>(ifWellFormed.apply(command))
                : new Answer.Rejected<>(violations);
    }

    /** The broken constraints: in the order of the components, of the elements within, and of the messages. */
    <C extends Record> List<Violation> violations(C command) {
        if (validator == null) {
            throw new IllegalStateException("raw commands need a validator: give one to the builder");
        }
        List<String> components = Arrays.stream(command.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return validator.validate(command).stream()
                .sorted(Comparator.<ConstraintViolation<C>>comparingInt(v -> components.indexOf(component(v)))
                        .thenComparingInt(CommandValidation::index)
                        .thenComparing(ConstraintViolation::getMessage))
                .map(v -> new Violation(v.getPropertyPath().toString(), v.getMessage()))
                .toList();
    }

    private static String component(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().iterator().next().getName();
    }

    /** The index of the element in its list; -1 if the violation is about the list as a whole, or about a text. */
    private static int index(ConstraintViolation<?> violation) {
        int index = -1;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                index = node.getIndex();
            }
        }
        return index;
    }
}

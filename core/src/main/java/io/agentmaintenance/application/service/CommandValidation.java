package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.RawCommand;
import io.agentmaintenance.domain.RequestRefusal;
import io.agentmaintenance.domain.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the shape of raw commands, and lets only well-formed ones through. */
final class CommandValidation {
    private final @Nullable Validator validator;

    CommandValidation(@Nullable Validator validator) {
        this.validator = validator;
    }

    <C extends RawCommand, T> Answer<T> answer(C command, Function<C, T> wellFormed) {
        if (validator == null) {
            throw new IllegalStateException("raw commands need a validator: give one to the builder");
        }
        Set<ConstraintViolation<C>> broken = validator.validate(command);
        if (broken.isEmpty() && command.unreadable().isEmpty()) {
            return new Answer.Given<>(wellFormed.apply(command));
        }
        return new Answer.Rejected<>(RequestRefusal.of(inOrder(command, broken)));
    }

    private static <C extends RawCommand> List<Violation> inOrder(C command, Set<ConstraintViolation<C>> broken) {
        List<String> unreadable =
                command.unreadable().stream().map(Violation::fieldName).toList();
        List<Violation> all = new ArrayList<>(command.unreadable());
        for (ConstraintViolation<C> violation : broken) {
            Violation told = new Violation(onTheWire(violation.getPropertyPath().toString()), violation.getMessage());
            if (!unreadable.contains(told.fieldName())) {
                all.add(told);
            }
        }
        List<String> fields = fieldsOf(command);
        all.sort(Comparator.<Violation>comparingInt(v -> rank(fields, v.fieldName()))
                .thenComparingInt(CommandValidation::index)
                .thenComparing(Violation::message));
        return all;
    }

    private static List<String> fieldsOf(RawCommand command) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : command.getClass().getRecordComponents()) {
            fields.add(onTheWire(component.getName()));
        }
        return fields;
    }

    // Fields that the record does not have, such as the body as a whole, come first.
    private static int rank(List<String> fields, String field) {
        return fields.indexOf(field);
    }

    private static int index(Violation violation) {
        String field = violation.field();
        int bracket = field.indexOf('[');
        int end = field.indexOf(']');
        boolean indexed = bracket >= 0
                && end > bracket + 1
                && end < bracket + 8
                && field.substring(bracket + 1, end).chars().allMatch(Character::isDigit);
        return indexed ? Integer.parseInt(field.substring(bracket + 1, end)) : -1;
    }

    private static String onTheWire(String property) {
        StringBuilder wire = new StringBuilder(property.length() + 4);
        for (int i = 0; i < property.length(); i++) {
            char c = property.charAt(i);
            if (Character.isUpperCase(c)) {
                wire.append('_');
            }
            wire.append(c);
        }
        return wire.toString().toLowerCase(Locale.ROOT);
    }
}

package io.agentmaintenance.application.port.in;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The text is a whole number within bounds. Null is valid. */
@Documented
@Constraint(validatedBy = WholeNumber.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface WholeNumber {
    long min();

    long max();

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks a text of digits against the bounds of its number. */
    final class Validator implements ConstraintValidator<WholeNumber, String> {
        // More digits than any bound has, fewer than a long can hold.
        private static final int MAX_DIGITS = 18;

        private long min;
        private long max;

        @Override
        public void initialize(WholeNumber annotation) {
            min = annotation.min();
            max = annotation.max();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null
                    || isWithinBounds(text)
                    || Literal.violated(context, "must be a whole number from " + min + " to " + max);
        }

        private boolean isWithinBounds(String text) {
            if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
            long number = Long.parseLong(text);
            return number >= min && number <= max;
        }
    }
}

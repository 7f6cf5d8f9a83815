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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text is one of some values; case matters. Null is valid. */
@Documented
@Constraint(validatedBy = OneOf.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface OneOf {
    String[] value();

    /** Values of newer editions of the API that are not supported; the message says so. */
    String[] notOffered() default {};

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks a text against the values it may have. */
    final class Validator implements ConstraintValidator<OneOf, String> {
        private List<String> values = List.of();
        private List<String> notOffered = List.of();

        @Override
        public void initialize(OneOf annotation) {
            values = List.of(annotation.value());
            notOffered = List.of(annotation.notOffered());
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null || values.contains(text)) {
                return true;
            }
            String allowed = (values.size() == 1 ? "must be " : "must be one of ") + String.join(", ", values);
            return LiteralMessage.violated(
                    context, notOffered.contains(text) ? allowed + "; " + text + " is not offered here" : allowed);
        }
    }
}

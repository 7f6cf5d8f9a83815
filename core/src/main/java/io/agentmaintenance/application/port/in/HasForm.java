package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.TextForm;
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

/** The text has the form. Null is valid. */
@Documented
@Constraint(validatedBy = HasForm.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface HasForm {
    TextForm value();

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks a text against its form. */
    final class Validator implements ConstraintValidator<HasForm, String> {
        private TextForm form = TextForm.INSTANCE_ID;

        @Override
        public void initialize(HasForm annotation) {
            form = annotation.value();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null
                    || form.accepts(text)
                    || LiteralMessage.violated(context, "must match " + form.pattern());
        }
    }
}

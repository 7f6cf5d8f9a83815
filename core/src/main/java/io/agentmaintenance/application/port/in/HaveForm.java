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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list has at most so many elements, and all have a form. A null list is valid, a null element is not. */
@Documented
@Constraint(validatedBy = HaveForm.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface HaveForm {
    TextForm value();

    int min() default 0;

    int max();

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /**
     * Checks the elements of a list in one loop. One constraint on the list, and not one on its elements, because the engine's
     * bookkeeping per element would cost more than the rest of a request for a hundred ids.
     */
    final class Validator implements ConstraintValidator<HaveForm, List<@Nullable String>> {
        private TextForm form = TextForm.INSTANCE_ID;
        private int min;
        private int max;

        @Override
        public void initialize(HaveForm annotation) {
            form = annotation.value();
            min = annotation.min();
            max = annotation.max();
        }

        @Override
        public boolean isValid(@Nullable List<@Nullable String> texts, ConstraintValidatorContext context) {
            if (texts == null) {
                return true;
            }
            if (texts.size() < min || texts.size() > max) {
                // The elements of a list without bounds are not looked at.
                return Literal.violated(context, "must have 1 to " + max + " elements");
            }
            boolean valid = true;
            for (int i = 0; i < texts.size(); i++) {
                if (!form.accepts(texts.get(i))) {
                    Literal.message(context, "must match " + form.pattern())
                            .addBeanNode()
                            .inIterable()
                            .atIndex(i)
                            .addConstraintViolation();
                    valid = false;
                }
            }
            return valid;
        }
    }
}

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

/** The number of elements is within the bounds, and all have the form. A null list is valid, a null element is not. */
@Documented
@Constraint(validatedBy = ElementsHaveForm.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface ElementsHaveForm {
    TextForm value();

    int min() default 0;

    int max();

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the number of elements and each element. The elements of a list that is out of bounds are not checked. */
    final class Validator implements ConstraintValidator<ElementsHaveForm, List<@Nullable String>> {
        private TextForm form = TextForm.INSTANCE_ID;
        private int min;
        private int max;

        @Override
        public void initialize(ElementsHaveForm annotation) {
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
                return LiteralMessage.violated(context, "must have 1 to " + max + " elements");
            }
            boolean valid = true;
            for (int i = 0; i < texts.size(); i++) {
                if (!form.accepts(texts.get(i))) {
                    LiteralMessage.builder(context, "must match " + form.pattern())
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

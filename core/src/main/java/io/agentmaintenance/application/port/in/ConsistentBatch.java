package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.InvocationRequest;
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

/** The fields of a request for maintenance fit its type. */
@Documented
@Constraint(validatedBy = ConsistentBatch.Validator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConsistentBatch {

    String message() default "is not valid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the fields of the command against its type. Reports nothing if the type itself is not valid. */
    final class Validator implements ConstraintValidator<ConsistentBatch, CreateInvocationsCommand> {
        @Override
        public boolean isValid(CreateInvocationsCommand command, ConstraintValidatorContext context) {
            String type = command.invocationType();
            if (type == null) {
                return true;
            }
            return switch (type) {
                case "INSTALL", "UPDATE" -> actsOnInstances(command, type, context);
                case "ROLLBACK", "RETRY" -> actsOnInvocations(command, type, context);
                default -> true;
            };
        }

        private static boolean actsOnInstances(
                CreateInvocationsCommand command, String type, ConstraintValidatorContext context) {
            boolean valid = needed(command.instanceIds(), "instanceIds", type, context);
            return absent(command.invocationIds(), "invocationIds", type, context) && valid;
        }

        private static boolean actsOnInvocations(
                CreateInvocationsCommand command, String type, ConstraintValidatorContext context) {
            boolean valid = needed(command.invocationIds(), "invocationIds", type, context);
            valid &= absent(command.instanceIds(), "instanceIds", type, context);
            valid &= inapplicable(command.versionType(), "versionType", type, context);
            return inapplicable(command.version(), "version", type, context) && valid;
        }

        private static boolean needed(
                @Nullable List<@Nullable String> ids, String field, String type, ConstraintValidatorContext context) {
            boolean given = ids != null && !ids.isEmpty();
            return given
                    || violated(
                            context,
                            field,
                            "is required for " + type + ": 1 to " + InvocationRequest.MAX_ITEMS + " IDs");
        }

        private static boolean absent(
                @Nullable List<@Nullable String> ids, String field, String type, ConstraintValidatorContext context) {
            return ids == null || ids.isEmpty() || violated(context, field, "must be absent or empty for " + type);
        }

        private static boolean inapplicable(
                @Nullable String value, String field, String type, ConstraintValidatorContext context) {
            return value == null || violated(context, field, "does not apply to " + type);
        }

        private static boolean violated(ConstraintValidatorContext context, String field, String message) {
            LiteralMessage.builder(context, message).addPropertyNode(field).addConstraintViolation();
            return false;
        }
    }
}

package io.agentmaintenance.application.port.in;

import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;

/** Builds violations whose message means just what it says, whatever braces and dollars a pattern has. */
final class Literal {
    private Literal() {}

    static ConstraintViolationBuilder message(ConstraintValidatorContext context, String message) {
        context.disableDefaultConstraintViolation();
        StringBuilder escaped = new StringBuilder(message.length() + 8);
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '{' || c == '}' || c == '$' || c == '\\') {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return context.buildConstraintViolationWithTemplate(escaped.toString());
    }

    static boolean violated(ConstraintValidatorContext context, String message) {
        message(context, message).addConstraintViolation();
        return false;
    }
}

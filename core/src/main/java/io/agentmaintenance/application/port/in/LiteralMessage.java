package io.agentmaintenance.application.port.in;

import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;

/** Builds violations with literal messages: the braces and dollars of a pattern are escaped, so that they are not interpolated. */
final class LiteralMessage {
    private LiteralMessage() {}

    static ConstraintViolationBuilder builder(ConstraintValidatorContext context, String message) {
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
        builder(context, message).addConstraintViolation();
        return false;
    }
}

package io.agentmaintenance.adapter.http;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * The engine that checks raw commands, ready to be given to
 * {@link io.agentmaintenance.AgentMaintenance.Builder#validator}: Hibernate Validator without an expression language, so that
 * nothing in a message is ever evaluated.
 */
public final class RequestValidator {
    private RequestValidator() {}

    /**
     * Starts an engine. This takes some hundred milliseconds; one is enough for a process.
     *
     * @return a validator, thread-safe
     */
    @SuppressWarnings("resource") // The factory lives as long as its validator, and holds nothing but memory.
    public static Validator create() {
        return Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }
}

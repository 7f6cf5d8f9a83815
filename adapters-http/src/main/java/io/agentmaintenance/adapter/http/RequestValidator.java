package io.agentmaintenance.adapter.http;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * The engine that checks raw commands, for
 * {@link io.agentmaintenance.AgentMaintenance.Builder#validator}: Hibernate Validator without an expression language, so that
 * no text of a request is ever evaluated.
 */
public final class RequestValidator {
    private RequestValidator() {}

    /**
     * Starts an engine. This takes some hundred milliseconds; one is enough for a process.
     *
     * @return a validator, thread-safe
     */
    @SuppressWarnings("resource") // The factory is needed as long as its validator, and it only uses memory.
    public static Validator create() {
        return Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }
}

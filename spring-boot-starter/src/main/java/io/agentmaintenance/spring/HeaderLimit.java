package io.agentmaintenance.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Gives the embedded server room for the longest tokens, which exceed its default, unless the host has set a limit of its own. */
final class HeaderLimit implements BeanPostProcessor {
    private static final String PROPERTY = "server.max-http-request-header-size";
    private static final DataSize LIMIT = DataSize.ofKilobytes(24);

    private final ObjectProvider<Environment> environment;

    HeaderLimit(ObjectProvider<Environment> environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ServerProperties server
                && !environment.getObject().containsProperty(PROPERTY)
                && server.getMaxHttpRequestHeaderSize().compareTo(LIMIT) < 0) {
            server.setMaxHttpRequestHeaderSize(LIMIT);
        }
        return bean;
    }
}

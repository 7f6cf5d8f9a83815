package io.agentmaintenance.spring;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Names a setting of ours that is not known, or a part of a token that cannot be read, without its value, which may be a secret. The analyzers
 * of Spring Boot would print it.
 */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> implements Ordered {
    private static final String TOKENS = AgentMaintenanceProperties.PREFIX + ".tokens";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String name = cause.getName().toString();
        UnboundConfigurationPropertiesException unknown =
                findCause(cause, UnboundConfigurationPropertiesException.class);
        if (unknown != null && name.startsWith(AgentMaintenanceProperties.PREFIX)) {
            String places = unknown.getUnboundProperties().stream()
                    .map(SettingFailureAnalyzer::place)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new FailureAnalysis(
                    "There is no property " + places + ".", "Correct the name, or remove it.", rootFailure);
        }
        ConfigurationProperty property = cause.getProperty();
        if (property == null || !name.startsWith(TOKENS)) {
            return null;
        }
        return new FailureAnalysis(
                "The property " + place(property) + " cannot be read as "
                        + cause.getTarget().getType() + ".",
                "Correct the value of " + name + ".",
                rootFailure);
    }

    private static String place(ConfigurationProperty property) {
        return property.getOrigin() == null
                ? property.getName().toString()
                : property.getName() + " (" + property.getOrigin() + ")";
    }
}

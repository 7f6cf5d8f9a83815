package io.agentmaintenance.spring;

import io.agentmaintenance.spring.AgentMaintenanceProperties.Store;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The condition of {@link ConditionalOnStore}. */
final class OnStoreCondition extends SpringBootCondition {
    private static final String STORE = AgentMaintenanceProperties.PREFIX + ".store";
    private static final String DEMO = AgentMaintenanceProperties.PREFIX + ".demo";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Store store = metadata.getAnnotations().get(ConditionalOnStore.class).getEnum("value", Store.class);
        Binder binder = Binder.get(context.getEnvironment());
        Store chosen = binder.bind(STORE, Store.class).orElse(Store.AUTO);
        boolean isDemo = binder.bind(DEMO, Boolean.class).orElse(false);
        boolean matches = chosen == store || (chosen == Store.AUTO && (!isDemo || store == Store.MEMORY));
        return new ConditionOutcome(
                matches,
                ConditionMessage.forCondition(ConditionalOnStore.class)
                        .because(STORE + " is " + chosen + (isDemo ? ", with the demo" : "")));
    }
}

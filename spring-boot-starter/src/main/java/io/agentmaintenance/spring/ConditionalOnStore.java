package io.agentmaintenance.spring;

import io.agentmaintenance.spring.AgentMaintenanceProperties.Store;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Matches if {@code agent-maintenance.store} names this store, or is "auto". The demo is in memory: with it, "auto" matches the memory store
 * alone.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnStoreCondition.class)
@interface ConditionalOnStore {
    /** The store. */
    Store value();
}

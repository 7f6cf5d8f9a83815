/**
 * The Spring Boot starter. Start at {@link io.agentmaintenance.spring.AgentMaintenanceProperties}, the settings. A host gives an
 * {@code InstanceDirectory} and an {@code AgentTransport} (or an {@code AgentExecutor}) as beans; the auto-configurations of this package make
 * the rest. May depend on all published modules.
 */
@NullMarked
package io.agentmaintenance.spring;

import org.jspecify.annotations.NullMarked;

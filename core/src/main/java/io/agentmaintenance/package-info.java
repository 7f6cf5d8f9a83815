/**
 * Start here: {@link io.agentmaintenance.AgentMaintenance} is the one entry point. Pass your adapters to its builder; the result has the
 * use cases. {@link io.agentmaintenance.HealthProbe} tells a host whether the maintenance works. The types of requests and results are in {@code io.agentmaintenance.domain}, the ports in
 * {@code io.agentmaintenance.application.port}.
 */
@NullMarked
package io.agentmaintenance;

import org.jspecify.annotations.NullMarked;

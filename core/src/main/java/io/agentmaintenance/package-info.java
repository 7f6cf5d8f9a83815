/**
 * Start here: {@link io.agentmaintenance.AgentMaintenance} is the one entry point. Give its builder your ports, and it gives
 * you the use cases. What can be asked and answered is in {@code io.agentmaintenance.domain}; the ports are in
 * {@code io.agentmaintenance.application.port}.
 */
@NullMarked
package io.agentmaintenance;

import org.jspecify.annotations.NullMarked;

/**
 * The runnable server: the one place that knows every module and wires them together. Nothing here is a library; to embed
 * Agent Maintenance, start at {@code io.agentmaintenance.AgentMaintenance}.
 */
@NullMarked
package io.agentmaintenance.server;

import org.jspecify.annotations.NullMarked;

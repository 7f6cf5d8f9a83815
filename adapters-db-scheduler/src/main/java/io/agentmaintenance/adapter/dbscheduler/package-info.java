/**
 * Execution that survives a crash and that several nodes share, driven by the engine db-scheduler over a database. Start at
 * {@link io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor}.
 *
 * <p>Each invocation under way is one execution of the engine: a row in its table. A run of it takes one step ({@code WorkRunner}) and plans
 * the next one, so no thread waits. The state of the invocation itself is judged by the core alone. These types depend on the domain, the
 * ports and the engine.
 */
@NullMarked
package io.agentmaintenance.adapter.dbscheduler;

import org.jspecify.annotations.NullMarked;

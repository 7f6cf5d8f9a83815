/**
 * The in-memory adapters: a task store, a scriptable fleet, a version catalogue, and an executor that does accepted
 * work on that fleet. For development, tests and demonstrations. They keep the same contracts as adapters
 * over a database. Depends on the core's ports and domain only.
 */
@NullMarked
package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.NullMarked;

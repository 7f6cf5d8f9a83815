/**
 * The in-memory adapters: a task store, a scriptable fleet, a version catalogue, ids, and an executor that carries accepted
 * work out on that fleet. Honest doubles for development, tests and demonstrations, under the same contracts as adapters
 * over a database. Depends on the core's ports and domain only.
 */
@NullMarked
package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.NullMarked;

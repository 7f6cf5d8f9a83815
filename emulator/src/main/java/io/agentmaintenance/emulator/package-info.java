/**
 * The parts of a local cloud for tests and demos. Here: how configured servers enter the fleet of the memory adapter. Start at
 * {@link io.agentmaintenance.emulator.FleetSetup}. Depends on the memory adapter and the domain.
 */
@NullMarked
package io.agentmaintenance.emulator;

import org.jspecify.annotations.NullMarked;

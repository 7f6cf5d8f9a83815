/**
 * The real core, called by real threads that race to end the same task. Start with
 * {@link io.agentmaintenance.race.RacesTest}.
 */
@NullMarked
package io.agentmaintenance.race;

import org.jspecify.annotations.NullMarked;

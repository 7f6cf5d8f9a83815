/**
 * The real core under real threads that race for the end of the same task. Start with
 * {@link io.agentmaintenance.race.RacesTest}.
 */
@NullMarked
package io.agentmaintenance.race;

import org.jspecify.annotations.NullMarked;

/** Load over real sockets: servers side by side, beyond their capacity, and a rollout to a million servers. */
@NullMarked
package io.agentmaintenance.load;

import org.jspecify.annotations.NullMarked;

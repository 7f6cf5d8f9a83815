/** Load over real sockets: comparison of servers, overload, and a rollout to a million servers. */
@NullMarked
package io.agentmaintenance.load;

import org.jspecify.annotations.NullMarked;

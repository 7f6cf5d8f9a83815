/**
 * The adapters for PostgreSQL: repository, inventory and journal, durable and for any number of nodes. Start at
 * {@link io.agentmaintenance.adapter.postgresql.PostgresStore}.
 *
 * <p>They use {@code java.sql} and nothing of the driver. Every call is one statement in one transaction of its own, under READ COMMITTED;
 * an insertion with entries that are not stored is two. A statement takes all row locks first, in the order of ids, and only then writes,
 * in the order of instances: so no two statements wait for each other. These types depend on the domain and the ports only.
 */
@NullMarked
package io.agentmaintenance.adapter.postgresql;

import org.jspecify.annotations.NullMarked;

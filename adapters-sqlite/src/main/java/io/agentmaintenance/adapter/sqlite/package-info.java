/**
 * The adapters for SQLite: repository, inventory and journal, durable in one file, for one process. Start at
 * {@link io.agentmaintenance.adapter.sqlite.SqliteStore}.
 *
 * <p>There is one writer: a lock in Java lets one call after the other write, each in one transaction with one statement for each row. What is
 * stored and what is a conflict is decided here, between the statements. Readers have connections of their own, read a snapshot, and never wait
 * for the writer. These types depend on the domain, the ports and the driver of SQLite only.
 */
@NullMarked
package io.agentmaintenance.adapter.sqlite;

import org.jspecify.annotations.NullMarked;

/**
 * The metrics. {@link io.agentmaintenance.adapter.micrometer.InvocationMetrics} counts and measures what happens to invocations,
 * {@link io.agentmaintenance.adapter.micrometer.MaintenanceGauges} shows what a health probe has found. A host adds the first one to its core as
 * a listener, and binds the second one to its registry. These types depend on the entry point, the domain, the ports and Micrometer only.
 */
@NullMarked
package io.agentmaintenance.adapter.micrometer;

import org.jspecify.annotations.NullMarked;

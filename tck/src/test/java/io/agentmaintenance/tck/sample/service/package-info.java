/** A sample for the architecture rules: an adapter that uses a service. */
@NullMarked
package io.agentmaintenance.tck.sample.service;

import org.jspecify.annotations.NullMarked;

/** A sample for the architecture rules: an adapter that uses something else of ours. */
@NullMarked
package io.agentmaintenance.tck.sample.ours;

import org.jspecify.annotations.NullMarked;

/** A sample for the architecture rules: an adapter that uses another. */
@NullMarked
package io.agentmaintenance.tck.sample.other;

import org.jspecify.annotations.NullMarked;

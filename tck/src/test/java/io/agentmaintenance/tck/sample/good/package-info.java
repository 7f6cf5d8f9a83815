/** A sample for the architecture rules: an adapter as it should be. */
@NullMarked
package io.agentmaintenance.tck.sample.good;

import org.jspecify.annotations.NullMarked;

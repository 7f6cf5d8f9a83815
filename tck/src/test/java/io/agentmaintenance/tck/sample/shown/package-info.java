/** A sample for the architecture rules: an adapter that shows too much. */
@NullMarked
package io.agentmaintenance.tck.sample.shown;

import org.jspecify.annotations.NullMarked;

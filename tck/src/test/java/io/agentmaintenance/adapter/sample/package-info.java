/** A sample for the architecture rules: another adapter. */
@NullMarked
package io.agentmaintenance.adapter.sample;

import org.jspecify.annotations.NullMarked;

/** The rules of the architecture, and proof that each of them bites. */
@NullMarked
package io.agentmaintenance.architecture;

import org.jspecify.annotations.NullMarked;

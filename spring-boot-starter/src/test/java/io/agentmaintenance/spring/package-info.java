/** Tests of the starter as hosts use it. */
@NullMarked
package io.agentmaintenance.spring;

import org.jspecify.annotations.NullMarked;

/** The description of the API as an oracle: whether a request and its answer are as described. For tests. */
@NullMarked
package io.agentmaintenance.openapi;

import org.jspecify.annotations.NullMarked;

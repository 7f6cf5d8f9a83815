/** Checks requests and answers of tests against the OpenAPI description. For tests only. */
@NullMarked
package io.agentmaintenance.openapi;

import org.jspecify.annotations.NullMarked;

/**
 * Clients that generators make of the API's description. They must compile, and they must be able to create, list and query. The
 * Java clients are generated and compiled by the build, the others by these tests with what {@code install-tools} installs.
 */
@NullMarked
package io.agentmaintenance.generated;

import org.jspecify.annotations.NullMarked;

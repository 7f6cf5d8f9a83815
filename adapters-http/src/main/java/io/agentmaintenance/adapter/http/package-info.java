/**
 * The HTTP exposure of the three APIs: a framework-neutral function from request to response, thin bindings for it, and
 * authentication. Only a binding depends on a server. Depends on the core's inbound ports, its domain and its entry point.
 */
@NullMarked
package io.agentmaintenance.adapter.http;

import org.jspecify.annotations.NullMarked;

/**
 * The use cases behind the inbound ports. Not exported: only the entry point knows them.
 */
@NullMarked
package io.agentmaintenance.application.service;

import org.jspecify.annotations.NullMarked;

/**
 * A stand-in for the identity service (IAM) of the cloud: the part of it that the official clients call before they call the
 * three APIs. A host with its own authentication does not need it. Start at {@link io.agentmaintenance.emulator.iam.IamApi}.
 * Depends on the HTTP adapter's types for requests and callers.
 */
@NullMarked
package io.agentmaintenance.emulator.iam;

import org.jspecify.annotations.NullMarked;

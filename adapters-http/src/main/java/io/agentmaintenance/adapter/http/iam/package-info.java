/**
 * A stand-in for the identity service (IAM) of the cloud: as much of it as the official clients call before they call our
 * APIs. A host with real authentication leaves it out. Depends on the package above it only. Start at
 * {@link io.agentmaintenance.adapter.http.iam.IamApi}.
 */
@NullMarked
package io.agentmaintenance.adapter.http.iam;

import org.jspecify.annotations.NullMarked;

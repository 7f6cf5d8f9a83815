package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.Violation;
import java.util.List;

/** Raw input as a transport read it: nothing checked, anything may be null. */
public sealed interface RawCommand permits CreateInvocationsCommand, FindInvocationsCommand, QueryAgentStatusesCommand {
    /**
     * {@return what the transport could not read into the fields, such as a number where a text should be; the field
     * itself is then null, and no other violation of it is told}
     */
    List<Violation> unreadable();
}

package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.domain.ProjectId;
import java.util.Set;

/** A user with a password, and the same actions in each of some projects. */
record IamUser(
        String id,
        String name,
        IamDomain domain,
        PasswordHash password,
        Set<ProjectId> projects,
        Set<Action> actions) {}

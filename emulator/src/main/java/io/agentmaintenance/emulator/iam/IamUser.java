package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.domain.ProjectId;
import java.util.Set;

/** Somebody with a password, who may do some things in some projects. */
record IamUser(
        String id,
        String name,
        IamDomain domain,
        PasswordHash password,
        Set<ProjectId> projects,
        Set<Action> actions) {}

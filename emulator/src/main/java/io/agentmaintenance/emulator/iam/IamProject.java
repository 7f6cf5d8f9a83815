package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.domain.ProjectId;

/** A project with its name, which is that of a region as a rule. */
record IamProject(ProjectId id, String name, IamDomain domain) {}

package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.domain.ProjectId;

/** A project and its name, which is usually the name of a region. */
record IamProject(ProjectId id, String name, IamDomain domain) {}

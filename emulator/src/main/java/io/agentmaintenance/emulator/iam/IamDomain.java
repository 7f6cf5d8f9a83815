package io.agentmaintenance.emulator.iam;

/** An account of the cloud, which holds projects and users. */
record IamDomain(String id, String name) {}

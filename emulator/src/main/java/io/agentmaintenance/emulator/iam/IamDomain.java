package io.agentmaintenance.emulator.iam;

/** An account of the cloud. Projects and users belong to a domain. */
record IamDomain(String id, String name) {}

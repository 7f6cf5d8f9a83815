package io.agentmaintenance.domain;

/**
 * One entry of a version catalogue.
 *
 * @param version the version
 * @param type its type
 */
public record OfferedVersion(AgentVersion version, VersionType type) {}

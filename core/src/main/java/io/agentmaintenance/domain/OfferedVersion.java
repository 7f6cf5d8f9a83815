package io.agentmaintenance.domain;

/**
 * One entry of a version catalogue.
 *
 * @param version the version
 * @param type the line it belongs to
 */
public record OfferedVersion(AgentVersion version, VersionType type) {}

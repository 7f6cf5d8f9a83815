package io.agentmaintenance.architecture.sample.domain;

import jakarta.validation.constraints.NotNull;

/** Breaks: a value of the domain that needs a framework. */
public record DomainWithConstraint(@NotNull String value) {}

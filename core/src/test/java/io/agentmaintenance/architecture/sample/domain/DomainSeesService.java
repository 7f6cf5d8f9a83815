package io.agentmaintenance.architecture.sample.domain;

import io.agentmaintenance.architecture.sample.application.service.PublicService;

/** Breaks: the domain sees a service, which sees the domain. */
public record DomainSeesService(PublicService service) {}

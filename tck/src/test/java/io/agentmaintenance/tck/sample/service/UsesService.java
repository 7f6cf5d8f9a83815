package io.agentmaintenance.tck.sample.service;

import io.agentmaintenance.application.service.UseCases;

/** Sees what it must not see. */
public final class UsesService {
    Class<?> seen() {
        return UseCases.class;
    }

    int seen(UseCases cases) {
        return cases.hashCode();
    }
}

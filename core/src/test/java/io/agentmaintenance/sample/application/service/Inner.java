package io.agentmaintenance.sample.application.service;

import io.agentmaintenance.sample.domain.Impure;

/** Closes a cycle. */
public final class Inner {
    Impure impure;
}

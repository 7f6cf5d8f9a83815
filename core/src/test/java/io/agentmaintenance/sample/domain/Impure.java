package io.agentmaintenance.sample.domain;

import io.agentmaintenance.sample.application.service.Inner;
import java.time.Instant;
import org.hibernate.validator.HibernateValidator;

/** A domain that sees too much. */
public final class Impure {
    final Inner inner = new Inner();
    final Instant when = Instant.now();
    HibernateValidator engine;
}

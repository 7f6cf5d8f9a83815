package io.agentmaintenance.architecture.sample.application.service;

import io.agentmaintenance.architecture.sample.adapter.memory.SomeAdapter;
import io.agentmaintenance.architecture.sample.domain.DomainWithConstraint;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Breaks: a service that everybody can see, and that knows adapters, engines, loggers and the console. */
public final class PublicService {
    public void serve(DomainWithConstraint value, SomeAdapter adapter, ParameterMessageInterpolator engine) {
        System.getLogger(value.value()).log(System.Logger.Level.INFO, adapter);
        System.out.println(engine);
    }
}

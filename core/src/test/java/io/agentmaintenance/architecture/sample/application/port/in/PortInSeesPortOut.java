package io.agentmaintenance.architecture.sample.application.port.in;

import io.agentmaintenance.architecture.sample.application.port.out.PortOutSeesPortIn;

/** Breaks: an inbound port that a caller cannot use without an outbound one. */
public interface PortInSeesPortOut {
    void use(PortOutSeesPortIn port);
}

package io.agentmaintenance.architecture.sample.application.port.out;

import io.agentmaintenance.architecture.sample.application.port.in.PortInSeesPortOut;

/** Breaks: an outbound port that cannot be implemented without an inbound one. */
public interface PortOutSeesPortIn {
    PortInSeesPortOut port();
}

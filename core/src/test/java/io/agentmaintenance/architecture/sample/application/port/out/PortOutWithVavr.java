package io.agentmaintenance.architecture.sample.application.port.out;

import io.vavr.collection.List;

/** Breaks: an outbound port that forces a functional library on who implements it. */
public interface PortOutWithVavr {
    void store(List<String> texts);
}

package io.agentmaintenance.architecture.sample.adapter.memory;

/** An adapter that no core may see. */
public final class SomeAdapter {}

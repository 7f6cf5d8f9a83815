package io.agentmaintenance.sample.server;

/** Should not be seen by anybody. */
public final class Root {}

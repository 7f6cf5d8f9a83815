package io.agentmaintenance.tck.sample.unmarked;

/** Its package does not say what may be null. */
public final class Unmarked {}

package io.agentmaintenance.tck.sample.shown;

/** Public without need. */
public final class Inside {}

package io.agentmaintenance.sample.emulator;

/** A type of the sample's emulator. */
public final class Composed {}

package io.agentmaintenance.adapter.sample;

/** Another adapter. */
public final class OtherAdapter {}

package io.agentmaintenance.sample.application.service;

/** Should not be seen by adapters. */
public final class Inner {}

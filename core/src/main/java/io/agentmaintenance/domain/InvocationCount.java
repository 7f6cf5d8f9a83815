package io.agentmaintenance.domain;

/**
 * How many invocations there are of one kind.
 *
 * @param instanceType the type of their instances
 * @param type the type of their requests
 * @param status their state
 * @param count how many, at least 1
 */
public record InvocationCount(InstanceType instanceType, InvocationType type, InvocationStatus status, long count) {}

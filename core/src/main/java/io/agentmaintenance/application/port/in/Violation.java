package io.agentmaintenance.application.port.in;

/**
 * One broken constraint of a raw command.
 *
 * @param path the property of the command, with the index of a list's element, such as {@code instanceIds[57]}
 * @param message what the property must be, to be read after its name; never the value that was given
 */
public record Violation(String path, String message) {}

package io.agentmaintenance.server;

import java.util.List;

/** A configuration file that is not valid. The message is for the operator: one line per problem. */
final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String file, List<String> problems) {
        super(file + ":\n  " + String.join("\n  ", problems));
    }
}

package io.agentmaintenance.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The server cannot listen on a host or a port. The message is one line that says why in plain words. */
final class ListenFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Names the place, such as {@code 127.0.0.1:8080}. */
    ListenFailure(String place, Exception cause) {
        super("Could not listen on " + place + ": " + causeOf(cause), cause);
    }

    /** {@return what is wrong with a host, or null if a server can listen on a free port of it} */
    static @Nullable String problemOf(String host) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return free.isBound() ? null : "must be an address of this machine";
        } catch (UnknownHostException e) {
            return "must be an address or a known name";
        } catch (IOException e) {
            return "must be an address of this machine";
        }
    }

    /** {@return why a port could not be opened} */
    static String causeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                String message = String.valueOf(cause.getMessage());
                if (message.contains("in use")) {
                    return "another process uses the port";
                }
                return message.contains("ermission") ? "this user must not open the port" : message;
            }
        }
        return String.valueOf(failure.getMessage());
    }
}

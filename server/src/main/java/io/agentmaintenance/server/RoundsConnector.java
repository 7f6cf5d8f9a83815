package io.agentmaintenance.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/** Jetty's connector, which tells when a thread has found requests that are ready, and reads no more often than it must. */
final class RoundsConnector extends ServerConnector {
    private final Supplier<Round> rounds;

    RoundsConnector(Server server, Supplier<Round> rounds, ConnectionFactory... factories) {
        super(server, factories);
        this.rounds = rounds;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint = new ThriftyEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            protected ManagedSelector newSelector(int id) {
                return new RoundsSelector(this, id, rounds.get());
            }
        };
    }

    private static final class RoundsSelector extends ManagedSelector {
        private final Round round;

        RoundsSelector(SelectorManager manager, int id, Round round) {
            super(manager, id);
            this.round = round;
        }

        @Override
        protected int nioSelect(Selector selector, boolean now) throws IOException {
            int ready = super.nioSelect(selector, now);
            round.beginsOnThisThread(ready);
            return ready;
        }
    }
}

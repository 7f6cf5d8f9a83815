package io.agentmaintenance.server;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/** Jetty's connector, which tells when a thread has found requests that are ready. */
final class RoundsConnector extends ServerConnector {
    RoundsConnector(Server server, ConnectionFactory... factories) {
        super(server, factories);
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            protected ManagedSelector newSelector(int id) {
                return new RoundsSelector(this, id);
            }
        };
    }

    private static final class RoundsSelector extends ManagedSelector {
        private final Round round = new Round(System::nanoTime);

        RoundsSelector(SelectorManager manager, int id) {
            super(manager, id);
        }

        @Override
        protected int nioSelect(Selector selector, boolean now) throws IOException {
            int ready = super.nioSelect(selector, now);
            round.beginsOnThisThread(ready);
            return ready;
        }
    }
}

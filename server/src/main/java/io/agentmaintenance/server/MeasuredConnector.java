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

/** Jetty's connector, with an eye on how long ready requests wait for their turn. */
final class MeasuredConnector extends ServerConnector {
    MeasuredConnector(Server server, ConnectionFactory... factories) {
        super(server, factories);
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            protected ManagedSelector newSelector(int id) {
                return new MeasuredSelector(this, id);
            }
        };
    }

    private static final class MeasuredSelector extends ManagedSelector {
        private final Congestion congestion = new Congestion(System::nanoTime);

        MeasuredSelector(SelectorManager manager, int id) {
            super(manager, id);
        }

        @Override
        protected int nioSelect(Selector selector, boolean now) throws IOException {
            congestion.roundEnds();
            int ready = super.nioSelect(selector, now);
            congestion.roundBegins();
            congestion.belongsToThisThread();
            return ready;
        }
    }
}

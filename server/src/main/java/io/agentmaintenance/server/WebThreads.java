package io.agentmaintenance.server;

import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's threads. Nothing waits on them, so few will do. */
final class WebThreads extends QueuedThreadPool {
    private static final int LEAST = 8;
    private static final int MOST = 16 + 2 * Runtime.getRuntime().availableProcessors();

    WebThreads(int idleMillis) {
        // The queue is not Jetty's own: to make that one asks JMX about the machine, which takes 50 ms.
        super(MOST, LEAST, idleMillis, new LinkedBlockingQueue<>());
        setName("http");
    }

    /**
     * Has something done, by another thread in general. What is left to do for a request by who has just answered it, which is
     * to wait for the next one of its connection, is done at once: to wake another thread costs more.
     */
    @Override
    public void execute(Runnable job) {
        if (AnsweringThread.isCalling()) {
            job.run();
        } else {
            super.execute(job);
        }
    }
}

package io.agentmaintenance.server;

/** A thread that answers requests which another one has read. */
final class AnsweringThread extends Thread {
    AnsweringThread(Runnable work) {
        super(work, "answers");
        setDaemon(true);
    }

    /** {@return whether the calling thread is one} */
    static boolean isCalling() {
        return currentThread() instanceof AnsweringThread;
    }
}

package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hears everything that is told, and notices what is told twice or can not be. */
final class Witness implements InvocationListener {
    private final EventLog log;
    private final Set<String> heard = new HashSet<>();
    /** The latest that was told of each invocation. */
    final Map<InvocationId, Invocation> latest = new HashMap<>();

    Witness(EventLog log) {
        this.log = log;
    }

    @Override
    public void accepted(Invocation task) {
        hears(task, "accepted");
        latest.put(task.id(), task);
    }

    @Override
    public void changed(InvocationChange change) {
        Invocation after = change.after();
        hears(after, change.before().status() + " -> " + after.status());
        if (!change.before().status().canBecome(after.status())) {
            throw new Broken(
                    Law.ENDS_STAY, after.id() + " went " + change.before().status() + " -> " + after.status());
        }
        latest.put(after.id(), after);
    }

    @Override
    public void withdrawn(Invocation task) {
        log.add(task.id() + " withdrawn");
        if (latest.remove(task.id()) == null) {
            throw new Broken(Law.TOLD_ONCE, task.id() + " was withdrawn without having been accepted");
        }
    }

    private void hears(Invocation task, String what) {
        log.add(task.id() + " " + what);
        if (!heard.add(task.id() + "@" + task.revision())) {
            throw new Broken(Law.TOLD_ONCE, what + " of " + task.id() + " was told twice");
        }
    }
}

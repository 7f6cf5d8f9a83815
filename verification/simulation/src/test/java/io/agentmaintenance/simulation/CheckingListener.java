package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.simulation.Frame.Announcement;

/** A listener that checks its notifications against the ledger. */
final class CheckingListener implements InvocationListener {
    private final World world;
    private final PortBoundary boundary;

    CheckingListener(World world, PortBoundary boundary) {
        this.world = world;
        this.boundary = boundary;
    }

    @Override
    public void accepted(Invocation invocation) {
        notified(new Announcement(invocation.id(), invocation.revision()), "accepted");
    }

    @Override
    public void changed(InvocationChange change) {
        Invocation after = change.after();
        notified(new Announcement(after.id(), after.revision()), change.before().status() + " > " + after.status());
    }

    @Override
    public void withdrawn(Invocation invocation) {
        notified(new Announcement(invocation.id(), Announcement.WITHDRAWN), "withdrawn");
    }

    @Override
    public void refused(ProjectId project, InvocationType type, ItemOutcome.Refused item) {
        world.callPort(() -> {
            boundary.enter("listener");
            world.frame().refused().add(item);
            return true;
        });
    }

    private void notified(Announcement announcement, String what) {
        world.callPort(() -> {
            boundary.enter("listener");
            world.log("notified: " + announcement.task() + " " + what);
            world.ledger().notified(announcement, world.frame());
            return true;
        });
    }
}

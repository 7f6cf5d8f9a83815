package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.simulation.Frame.Announcement;

/** A listener that checks its notifications against the ledger. */
final class Witness implements InvocationListener {
    private final World world;
    private final Border border;

    Witness(World world, Border border) {
        this.world = world;
        this.border = border;
    }

    @Override
    public void accepted(Invocation invocation) {
        told(new Announcement(invocation.id(), invocation.revision()), "accepted");
    }

    @Override
    public void changed(InvocationChange change) {
        Invocation after = change.after();
        told(new Announcement(after.id(), after.revision()), change.before().status() + " > " + after.status());
    }

    @Override
    public void withdrawn(Invocation invocation) {
        told(new Announcement(invocation.id(), Announcement.WITHDRAWN), "withdrawn");
    }

    @Override
    public void refused(ProjectId project, InvocationType type, ItemOutcome.Refused item) {
        world.outside(() -> {
            border.pass("listener");
            world.frame().refused().add(item);
            return true;
        });
    }

    private void told(Announcement announcement, String what) {
        world.outside(() -> {
            border.pass("listener");
            world.log("news: " + announcement.task() + " " + what);
            world.ledger().told(announcement, world.frame());
            return true;
        });
    }
}

package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a project that are made up when they are asked for: none, or one for every id. All are alike, but for what has changed of
 * those that changed last. Thread-safe.
 */
final class MadeUpServers {
    private static final int REMEMBERED = 10_000;

    private final ChangedStates changed = new ChangedStates(REMEMBERED);
    private volatile @Nullable Likeness likeness;
    // Whether nothing but work that succeeded has changed one, so that all have one script.
    private volatile boolean ofOneScript = true;

    private record Likeness(InstanceType type, ServerState state) {
        Instance of(InstanceId id, @Nullable ServerState changed) {
            ServerState state = changed == null ? this.state : changed;
            return state.of(ProjectFleet.plain(id, type));
        }
    }

    /** Says what they are like from now on, unless they have changed before. */
    synchronized void areLike(InstanceType type, ServerState state) {
        ofOneScript = ofOneScript && likeness == null;
        likeness = new Likeness(type, state);
    }

    /** Adds those with these ids to what was found. */
    void find(Collection<InstanceId> ids, Found<InstanceId, Instance> found) {
        Likeness like = likeness;
        if (like != null) {
            changed.ofAll(ids, (id, state) -> found.add(id, like.of(id, state)));
        }
    }

    /** {@return what happens when work reaches any of them, null if that hangs on which one} */
    @Nullable AgentBehavior commonBehavior() {
        Likeness like = likeness;
        return like == null || !ofOneScript ? null : like.state.behavior();
    }

    /** {@return what happens when work reaches one; it is never picked up if there are none} */
    AgentBehavior behaviorOf(InstanceId id) {
        Likeness like = likeness;
        if (like == null) {
            return AgentBehavior.neverPickedUp();
        }
        ServerState state = changed.of(id);
        return (state == null ? like.state : state).behavior();
    }

    /** Changes one, if there are any. */
    void change(InstanceId id, UnaryOperator<ServerState> change) {
        ofOneScript = false;
        Likeness like = likeness;
        if (like != null) {
            changed.change(id, like.state, change);
        }
    }

    /** Leaves the traces of work that was done, if there are any. */
    void worked(Collection<Invocation> work, Effects effects) {
        Likeness like = likeness;
        if (like != null) {
            changed.changeAll(work, like.state, effects::of);
        }
    }
}

package io.agentmaintenance.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Adds an advice to the text of a refusal: another request for the same instance that the rules accept now. If there is none, the text says
 * so.
 *
 * @param accepted the rules in force
 * @param refused the refused item
 */
record RefusalAdvice(Predicate<Candidate> accepted, Candidate refused) {
    /** {@return the refusal with a sentence of advice, or as it is if its reason needs none} */
    Refusal completed(Refusal refusal) {
        if (!refusal.message().equals(refusal.reason().message())) {
            // A rule of the host has its own text.
            return refusal;
        }
        return switch (refusal.reason()) {
            case ALREADY_INSTALLED, AGENT_STOPPED -> refusal.followedBy(update());
            case NOT_INSTALLED, VERSION_TYPE_UNKNOWN -> refusal.followedBy(install());
            case DOWNGRADE_NOT_ALLOWED -> refusal.followedBy(back());
            default -> refusal;
        };
    }

    private String update() {
        String found = possible(Operation.UPDATE, "UPDATE to ");
        return found == null ? "UPDATE to the newest version is not possible now." : found;
    }

    private String install() {
        String found = possible(Operation.INSTALL, "INSTALL of ");
        return found == null ? "INSTALL of the newest version is not possible now." : found;
    }

    private @Nullable String possible(Operation operation, String withVersion) {
        for (VersionWish wish : wishes()) {
            if (accepted.test(refused.instead(operation, wish))) {
                AgentVersion version = wish.version();
                return (version == null ? operation.name() : withVersion + version) + " is possible.";
            }
        }
        return null;
    }

    /**
     * The requested version comes first, then the one that is taken if none is named, then the newest of each type; those
     * that are older than the present version come last.
     */
    private List<VersionWish> wishes() {
        List<VersionWish> wishes = new ArrayList<>();
        AgentVersion target = refused.target();
        if (target != null && !refused.wish().equals(VersionWish.any())) {
            wishes.add(VersionWish.exactly(target));
        }
        wishes.add(VersionWish.any());
        refused.versions().newestOfEachType().stream()
                .sorted(Comparator.comparing(this::isOlder))
                .forEach(version -> wishes.add(VersionWish.exactly(version)));
        return wishes;
    }

    private boolean isOlder(AgentVersion version) {
        AgentVersion present = refused.agent().version();
        return present != null && present.isNewerThan(version);
    }

    /** A broken agent may be installed again with an older version. Otherwise, only an update can be undone. */
    private String back() {
        AgentVersion target = refused.target();
        if (target != null && accepted.test(refused.instead(Operation.INSTALL, VersionWish.exactly(target)))) {
            return "INSTALL of " + target + " is possible.";
        }
        Invocation undoable = undoable(refused.history().lastChange());
        if (undoable == null) {
            undoable = undoable(refused.history().latest());
        }
        return undoable == null
                ? "The last change cannot be rolled back now."
                : "ROLLBACK of " + undoable.id() + " is possible.";
    }

    private @Nullable Invocation undoable(@Nullable Invocation task) {
        return task != null && accepted.test(refused.rollbackInstead(task)) ? task : null;
    }
}

package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the answers to batches against the request and the ledger. */
final class Answers {
    private final World world;

    Answers(World world) {
        this.world = world;
    }

    void check(CreateInvocationsCommand command, List<String> requested, BatchResult result) {
        world.log("answered " + result.outcomes().stream().map(Answers::text).toList());
        Invariant.ANSWERED_IN_ORDER.check(
                result.size() == requested.size(), () -> requested + " was answered " + result.outcomes());
        for (int i = 0; i < requested.size(); i++) {
            String item = requested.get(i);
            ItemOutcome outcome = result.outcomes().get(i);
            Invariant.ANSWERED_IN_ORDER.check(
                    outcome.fold(
                            accepted -> isAbout(command, item, accepted.invocation()),
                            refused -> isAbout(command, item, refused)),
                    () -> requested + " was answered " + result.outcomes());
            outcome.fold(this::accepted, this::refused);
        }
        Invariant.ANNOUNCED_ONCE.check(
                world.frame().refused().size() == result.refused().size()
                        && world.frame().refused().containsAll(result.refused()),
                () -> "refused: " + result.refused() + ", but listeners were notified of "
                        + world.frame().refused());
    }

    /** Checks that only accepted tasks are stored of the new ids of the call. */
    void checkNothingLeft(Answer<BatchResult> answer) {
        Set<InvocationId> accepted = answer.fold(
                result -> result.accepted().stream().map(Invocation::id).collect(Collectors.toSet()),
                refusal -> Set.of());
        for (InvocationId id : world.frame().newIds()) {
            Task task = world.ledger().find(id);
            Invariant.REFUSED_CREATES_NOTHING.check(
                    accepted.contains(id) || task == null || task.gone || task.inDoubt,
                    () -> "a task was left behind: " + task);
        }
    }

    private boolean accepted(ItemOutcome.Accepted item) {
        Task task = world.ledger().find(item.invocation().id());
        Invariant.NOTHING_LOST.check(
                task != null && (!task.withdrawn || task.inDoubt), () -> "accepted, but not stored: " + task);
        task.answeredAccepted = true;
        return true;
    }

    private boolean refused(ItemOutcome.Refused item) {
        world.counts().add("refused " + item.refusal().reason());
        return true;
    }

    private boolean isAbout(CreateInvocationsCommand command, String item, Invocation accepted) {
        return accepted.project().equals(command.projectId())
                && accepted.requestedBy().equals(command.caller())
                && switch (accepted.type()) {
                    case INSTALL, UPDATE -> accepted.instanceId().value().equals(item);
                    case ROLLBACK -> isOf(accepted, accepted.lineage().rollbackOf(), item);
                    case RETRY -> isOf(accepted, accepted.lineage().retryOf(), item);
                };
    }

    /** Whether the earlier task is the one in the request, of the same project and server. */
    private boolean isOf(Invocation accepted, @Nullable InvocationId earlier, String item) {
        Task task = earlier == null ? null : world.ledger().find(earlier);
        return task != null
                && task.id().value().equals(item)
                && task.now().project().equals(accepted.project())
                && task.now().instanceId().equals(accepted.instanceId());
    }

    private static boolean isAbout(CreateInvocationsCommand command, String item, ItemOutcome.Refused refused) {
        Object named = command.instanceIds() == null ? refused.invocationId() : refused.instanceId();
        return named != null && named.toString().equals(item);
    }

    private static String text(ItemOutcome outcome) {
        return outcome.fold(
                accepted -> accepted.invocation().id().value(),
                refused -> refused.refusal().reason().name());
    }
}

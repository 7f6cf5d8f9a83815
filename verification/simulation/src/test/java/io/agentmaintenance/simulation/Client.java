package io.agentmaintenance.simulation;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.List;

/** Sends any request, and checks the answers as far as a client can. */
final class Client {
    private final World world;
    private final Answers answers;
    private final Requests requests;

    Client(World world) {
        this.world = world;
        this.answers = new Answers(world);
        this.requests = new Requests(world);
    }

    /** Sends one request to a process. */
    void sendRequest(Node node) {
        ProjectId project = Fleet.PROJECTS.get(random().chance(0.2) ? 1 : 0);
        int kind = random().between(1, 100);
        if (kind <= 70) {
            create(node, requests.any(project));
        } else if (kind <= 85) {
            cancel(node, project, requests.tasks(project, Invocation::isActive));
        } else if (kind <= 92) {
            list(node, project);
        } else if (kind <= 96) {
            statuses(node, project);
        } else {
            plan(node, requests.any(project));
        }
    }

    private void create(Node node, CreateInvocationsCommand command) {
        List<String> requested = requestedIds(command);
        world.callCore(node, command.invocationType() + " " + command.projectId() + " " + requested, maintenance -> {
            Answer<BatchResult> answer = created(maintenance, command);
            world.checkNotEnded();
            boolean given = answer.fold(
                    result -> {
                        answers.check(command, requested, world.parts().answer(result));
                        return true;
                    },
                    refusal -> {
                        world.log("malformed");
                        return false;
                    });
            Invariant.ANSWER_MATCHES_STORE.check(
                    given == requested.stream().noneMatch(Client::isMalformed), () -> "malformed: " + command);
            answers.checkNothingLeft(answer);
        });
    }

    private static Answer<BatchResult> created(AgentMaintenance maintenance, CreateInvocationsCommand command) {
        try {
            return maintenance.requests().create(command);
        } catch (PortException e) {
            throw new InvariantBroken(Invariant.ONLY_PORT_FAILURES_ARE_THROWN, "creating threw " + e, e);
        }
    }

    private void plan(Node node, CreateInvocationsCommand command) {
        world.callCore(node, "plan " + command.invocationType(), maintenance -> {
            Answer<BatchPlan> answer = maintenance.requests().plan(command);
            world.checkNotEnded();
            int items = answer.fold(
                    plan -> plan.items().size(),
                    refusal -> requestedIds(command).size());
            Invariant.ANSWERED_IN_ORDER.check(items == requestedIds(command).size(), () -> "planned: " + answer);
            Invariant.REFUSED_CREATES_NOTHING.check(
                    world.frame().newIds().isEmpty(), () -> "a plan made ids: " + command);
        });
    }

    private void cancel(Node node, ProjectId project, List<InvocationId> tasks) {
        world.callCore(node, "cancel " + tasks, maintenance -> {
            List<CancelOutcome> outcomes = maintenance.cancellation().cancel(project, tasks, Actor.caller("ann"));
            world.checkNotEnded();
            world.log("answered " + outcomes);
            Invariant.ANSWERED_IN_ORDER.check(outcomes.size() == tasks.size(), () -> tasks + " " + outcomes);
            for (int i = 0; i < tasks.size(); i++) {
                InvocationId task = tasks.get(i);
                CancelOutcome outcome = outcomes.get(i);
                world.counts().add("cancel " + outcome);
                Invariant.ANSWER_MATCHES_STORE.check(isTrue(project, task, outcome), () -> task + " " + outcome);
            }
        });
    }

    private boolean isTrue(ProjectId project, InvocationId id, CancelOutcome outcome) {
        Task task = world.ledger().find(id);
        if (outcome == CancelOutcome.UNKNOWN) {
            return world.frame().faults() > 0;
        }
        if (task == null || outcome == CancelOutcome.NOT_FOUND) {
            return outcome == CancelOutcome.NOT_FOUND && !world.isStored(project, id);
        }
        return switch (outcome) {
            case CANCELED -> task.hasBeen(InvocationStatus.CANCELED);
            case REQUESTED, NOT_PASSED_ON ->
                task.hasBeen(InvocationStatus.RUNNING)
                        && (task.unseen
                                || world.frame().faults() > 0
                                || task.now().progress().cancelRequestedAt() != null);
            case FINISHED -> !task.isActive();
            case NOT_FOUND, UNKNOWN -> false;
        };
    }

    private void list(Node node, ProjectId project) {
        InvocationQuery query = new InvocationQuery(
                project,
                random().chance(0.5) ? random().oneOf(Fleet.SERVERS) : null,
                null,
                null,
                null,
                0,
                random().between(1, 100));
        world.callCore(node, "list " + project, maintenance -> {
            InvocationPage page = maintenance.invocations().find(query);
            world.checkNotEnded();
            Invariant.ANSWER_MATCHES_STORE.check(
                    page.count() >= page.invocations().size()
                            && page.invocations().stream().allMatch(query::matches)
                            && page.invocations().stream().distinct().count()
                                    == page.invocations().size(),
                    () -> query + " found " + page);
        });
    }

    private void statuses(Node node, ProjectId project) {
        List<InstanceId> servers = requests.servers().map(InstanceId::of).toList();
        world.callCore(node, "statuses " + servers, maintenance -> {
            List<Instance> found = maintenance.agentStatuses().query(AgentStatusQuery.of(project, servers));
            world.checkNotEnded();
            Invariant.ANSWERED_IN_ORDER.check(
                    found.stream()
                            .map(Instance::id)
                            .toList()
                            .equals(servers.stream()
                                    .distinct()
                                    .filter(id -> Fleet.SERVERS.contains(id) || isUnread(found, id))
                                    .toList()),
                    () -> servers + " found " + found);
        });
    }

    /** A server for which the directory has failed is UNKNOWN, whether it exists or not. */
    private boolean isUnread(List<Instance> found, InstanceId id) {
        return world.frame().faults() > 0
                && found.stream()
                        .anyMatch(
                                instance -> instance.id().equals(id) && instance.uniAgent() == UniAgentStatus.UNKNOWN);
    }

    static List<String> requestedIds(CreateInvocationsCommand command) {
        List<String> servers = command.instanceIds();
        return servers == null ? command.invocationIds() : servers;
    }

    private static boolean isMalformed(String id) {
        return id.contains("_");
    }

    private RandomSource random() {
        return world.random();
    }
}

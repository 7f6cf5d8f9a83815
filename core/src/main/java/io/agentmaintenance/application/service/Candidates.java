package io.agentmaintenance.application.service;

import static io.agentmaintenance.domain.RefusalReason.CATALOG_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.DIRECTORY_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.STORE_UNAVAILABLE;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.Candidate;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.domain.VersionWish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the rules need, with a constant number of port calls per request. */
final class Candidates {
    private final InvocationRepository repository;
    private final InstanceDirectory directory;
    private final VersionCatalog catalog;
    private final TimeLimits limits;

    Candidates(
            InvocationRepository repository, InstanceDirectory directory, VersionCatalog catalog, TimeLimits limits) {
        this.repository = repository;
        this.directory = directory;
        this.catalog = catalog;
        this.limits = limits;
    }

    /** One candidate per item, in their order. */
    List<Candidate> of(InvocationRequest request, List<Item> items, Instant now) throws PortFailure {
        ProjectId project = request.project();
        Map<InvocationId, Invocation> earlier = earlier(project, items);
        Collection<InstanceId> servers = servers(items, earlier);
        Map<InvocationId, Invocation> undone =
                PortFailure.asking(STORE_UNAVAILABLE, () -> Succession.undoneBy(repository, project, earlier.values()));
        Map<InstanceId, Instance> instances = servers.isEmpty()
                ? Map.of()
                : PortFailure.asking(DIRECTORY_UNAVAILABLE, () -> directory.find(project, servers));
        Map<InstanceId, InstanceHistory> histories = servers.isEmpty()
                ? Map.of()
                : PortFailure.asking(STORE_UNAVAILABLE, () -> repository.histories(project, servers));
        AgentVersions versions = PortFailure.asking(CATALOG_UNAVAILABLE, () -> catalog.offered(project));

        List<Candidate> candidates = new ArrayList<>();
        for (Item item : items) {
            Invocation named = item.earlier == null ? null : earlier.get(item.earlier);
            Invocation toUndo = toUndo(request.type(), named, undone);
            InstanceId server = item.server();
            Instance instance = server == null ? null : instances.get(server);
            Operation operation = operation(request.type(), named);
            // The target is found once, here, and kept: a newer version in the catalogue does not change accepted work.
            candidates.add(new Candidate(
                    request.type(),
                    operation,
                    wish(request, named),
                    instance,
                    server == null ? InstanceHistory.empty() : histories.getOrDefault(server, InstanceHistory.empty()),
                    named,
                    toUndo,
                    versions,
                    limits,
                    now,
                    item.repeated));
        }
        return candidates;
    }

    private Map<InvocationId, Invocation> earlier(ProjectId project, List<Item> items) throws PortFailure {
        List<InvocationId> ids = new ArrayList<>();
        for (Item item : items) {
            if (item.earlier != null && !item.repeated) {
                ids.add(item.earlier);
            }
        }
        return ids.isEmpty() ? Map.of() : PortFailure.asking(STORE_UNAVAILABLE, () -> repository.findAll(project, ids));
    }

    /** The servers concerned, each once. Notes the server of each item. */
    private static Collection<InstanceId> servers(List<Item> items, Map<InvocationId, Invocation> earlier) {
        Collection<InstanceId> servers = new LinkedHashSet<>();
        for (Item item : items) {
            Invocation named = item.earlier == null ? null : earlier.get(item.earlier);
            if (named != null) {
                item.locate(named.instanceId());
            }
            InstanceId server = item.server();
            if (server != null) {
                servers.add(server);
            }
        }
        return servers;
    }

    private static @Nullable Operation operation(InvocationType type, @Nullable Invocation named) {
        return switch (type) {
            case INSTALL -> Operation.INSTALL;
            case UPDATE -> Operation.UPDATE;
            case ROLLBACK -> Operation.ROLLBACK;
            case RETRY -> named == null ? null : named.operation();
        };
    }

    private static @Nullable Invocation toUndo(
            InvocationType type, @Nullable Invocation named, Map<InvocationId, Invocation> undone) {
        if (type == InvocationType.ROLLBACK || named == null) {
            return named;
        }
        InvocationId update = named.lineage().rollbackOf();
        return update == null ? null : undone.get(update);
    }

    // The wish of a RETRY is the version that the earlier task pinned.
    private static VersionWish wish(InvocationRequest request, @Nullable Invocation named) {
        if (request instanceof InvocationRequest.OnInstances onInstances) {
            return onInstances.wish();
        }
        return request.type() == InvocationType.RETRY && named != null
                ? VersionWish.exactly(named.versions().target())
                : VersionWish.any();
    }
}

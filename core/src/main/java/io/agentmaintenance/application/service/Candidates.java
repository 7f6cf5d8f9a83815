package io.agentmaintenance.application.service;

import static io.agentmaintenance.domain.RefusalReason.CATALOG_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.DIRECTORY_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.STORE_UNAVAILABLE;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.application.service.BatchReader.Found;
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
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.domain.VersionWish;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the rules need, with a constant number of port calls per request. A port that fails for some items does not affect the
 * others.
 */
final class Candidates {
    private final InvocationRepository repository;
    private final InstanceDirectory directory;
    private final VersionCatalog catalog;
    private final TimeLimits limits;
    private final BatchReader reader;

    Candidates(
            InvocationRepository repository,
            InstanceDirectory directory,
            VersionCatalog catalog,
            TimeLimits limits,
            BatchReader reader) {
        this.repository = repository;
        this.directory = directory;
        this.catalog = catalog;
        this.limits = limits;
        this.reader = reader;
    }

    /** For each item, in their order: its candidate, or the reason why what it needs could not be read. */
    List<Either<RefusalReason, Candidate>> of(InvocationRequest request, List<Item> items, Instant now) {
        ProjectId project = request.project();
        Failures failures = new Failures();
        Map<Item, RefusalReason> failed = new HashMap<>();

        Found<InvocationId, Invocation> earlier =
                reader.read(earlier(items), ids -> repository.findAll(project, ids), failures);
        note(failed, items, STORE_UNAVAILABLE, item -> earlier.failedFor(item.earlier));
        locate(items, earlier);
        Found<InvocationId, Invocation> undone = reader.read(
                Succession.undoneBy(earlier.entries().values()), ids -> repository.findAll(project, ids), failures);
        note(failed, items, STORE_UNAVAILABLE, item -> undone.failedFor(rollbackOf(earlier.get(item.earlier))));
        Found<InstanceId, Instance> instances =
                reader.read(servers(items, failed), servers -> directory.find(project, servers), failures);
        note(failed, items, DIRECTORY_UNAVAILABLE, item -> instances.failedFor(item.instanceId()));
        Found<InstanceId, InstanceHistory> histories =
                reader.read(servers(items, failed), servers -> repository.histories(project, servers), failures);
        note(failed, items, STORE_UNAVAILABLE, item -> histories.failedFor(item.instanceId()));
        AgentVersions versions = failed.size() < items.size() ? offered(project, failures) : null;
        failures.report("some of what a request needs could not be read");

        List<Either<RefusalReason, Candidate>> candidates = new ArrayList<>();
        for (Item item : items) {
            RefusalReason reason = failed.get(item);
            if (reason != null || versions == null) {
                candidates.add(Either.left(reason == null ? CATALOG_UNAVAILABLE : reason));
                continue;
            }
            Invocation named = earlier.get(item.earlier);
            InstanceHistory history = histories.get(item.instanceId());
            // The target is found once, here, and kept: a newer version in the catalogue does not change accepted work.
            candidates.add(Either.right(new Candidate(
                    request.type(),
                    operation(request.type(), named),
                    wish(request, named),
                    instances.get(item.instanceId()),
                    history == null ? InstanceHistory.empty() : history,
                    named,
                    request.type() == InvocationType.ROLLBACK ? named : undone.get(rollbackOf(named)),
                    versions,
                    limits,
                    now,
                    item.repeated)));
        }
        return candidates;
    }

    private @Nullable AgentVersions offered(ProjectId project, Failures failures) {
        try {
            return catalog.offered(project);
        } catch (RuntimeException e) {
            failures.add(e);
            return null;
        }
    }

    /** Notes the items for which a port failed; the first reason counts. */
    private static void note(
            Map<Item, RefusalReason> failed, List<Item> items, RefusalReason reason, Predicate<Item> portFailed) {
        items.stream().filter(portFailed).forEach(item -> failed.putIfAbsent(item, reason));
    }

    private static List<InvocationId> earlier(List<Item> items) {
        List<InvocationId> ids = new ArrayList<>();
        for (Item item : items) {
            if (item.earlier != null && !item.repeated) {
                ids.add(item.earlier);
            }
        }
        return ids;
    }

    /** Notes the server of each item that names an earlier invocation. */
    private static void locate(List<Item> items, Found<InvocationId, Invocation> earlier) {
        for (Item item : items) {
            Invocation named = earlier.get(item.earlier);
            if (named != null) {
                item.setInstanceId(named.instanceId());
            }
        }
    }

    /** The servers concerned, each once, of the items for which no port has failed so far. */
    private static Collection<InstanceId> servers(List<Item> items, Map<Item, RefusalReason> failed) {
        Collection<InstanceId> servers = new LinkedHashSet<>();
        for (Item item : items) {
            InstanceId server = item.instanceId();
            if (server != null && !failed.containsKey(item)) {
                servers.add(server);
            }
        }
        return servers;
    }

    private static @Nullable InvocationId rollbackOf(@Nullable Invocation named) {
        return named == null ? null : named.lineage().rollbackOf();
    }

    private static @Nullable Operation operation(InvocationType type, @Nullable Invocation named) {
        return switch (type) {
            case INSTALL -> Operation.INSTALL;
            case UPDATE -> Operation.UPDATE;
            case ROLLBACK -> Operation.ROLLBACK;
            case RETRY -> named == null ? null : named.operation();
        };
    }

    // The wish of a RETRY is the target version of the earlier invocation.
    private static VersionWish wish(InvocationRequest request, @Nullable Invocation named) {
        if (request instanceof InvocationRequest.OnInstances onInstances) {
            return onInstances.wish();
        }
        return request.type() == InvocationType.RETRY && named != null
                ? VersionWish.exactly(named.versions().target())
                : VersionWish.any();
    }
}

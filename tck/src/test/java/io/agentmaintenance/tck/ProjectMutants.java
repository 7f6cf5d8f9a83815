package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.WriteMutants.mutant;

import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Repositories that each confuse the invocations of two projects. */
final class ProjectMutants {
    private ProjectMutants() {}

    static List<Mutant<Trial>> all() {
        return List.of(
                mutant(
                        "Projects.mayUseTheSameIds",
                        "has ids of all projects in one index",
                        () -> new PlainRepository() {
                            @Override
                            boolean isKept(Invocation invocation) {
                                return all().anyMatch(i -> i.id().equals(invocation.id()));
                            }
                        }),
                mutant(
                        "Projects.areDistinguishedByTheWholeKey",
                        "joins project and id to one key",
                        () -> new PlainRepository() {
                            @Override
                            boolean isKept(Invocation invocation) {
                                return all().anyMatch(i -> joined(i).equals(joined(invocation)));
                            }

                            private String joined(Invocation i) {
                                return i.project().value() + i.id().value();
                            }
                        }),
                mutant("Projects.areNotFound", "reads all projects", () -> new PlainRepository() {
                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        Map<InvocationId, Invocation> found = new HashMap<>();
                        all().filter(i -> ids.contains(i.id())).forEach(i -> found.put(i.id(), i));
                        return found;
                    }
                }),
                mutant("Projects.areNotListed", "reads all projects if an id is given", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        List<Invocation> byId = all().filter(i -> i.id().equals(query.invocationId()))
                                .toList();
                        return byId.isEmpty() ? super.find(query) : new InvocationPage(byId, byId.size());
                    }
                }),
                mutant(
                        "Projects.haveHistoriesOfTheirOwn",
                        "has one history per server of all projects",
                        () -> new PlainRepository() {
                            @Override
                            InstanceHistory history(ProjectId project, InstanceId instance) {
                                return new InstanceHistory(
                                        ReadMutants.last(
                                                all().filter(i -> i.instanceId().equals(instance))),
                                        null);
                            }
                        }),
                mutant("Projects.changeTheirOwn", "changes all tasks with the same id", ChangingAll::new),
                mutant("Projects.linkTheirOwn", "changes all tasks with the same id", ChangingAll::new),
                mutant("Projects.withdrawTheirOwn", "removes all tasks with the same id", () -> new PlainRepository() {
                    @Override
                    void remove(Invocation invocation) {
                        all().filter(i -> i.id().equals(invocation.id()))
                                .toList()
                                .forEach(super::remove);
                    }
                }));
    }

    /** Changes the invocations with this id in every project. */
    private static final class ChangingAll extends PlainRepository {
        @Override
        void put(@Nullable InvocationChange change) {
            super.put(change);
            if (change != null) {
                Invocation after = change.after();
                all().filter(i -> i.id().equals(after.id()))
                        .toList()
                        .forEach(i -> put(InvocationCopy.copy(i)
                                .lineage(after.lineage())
                                .progress(after.progress())
                                .revision(after.revision())
                                .build()));
            }
        }
    }
}

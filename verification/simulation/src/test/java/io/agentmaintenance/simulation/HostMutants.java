package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.PlainRepository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Hosts, executors and wrapped stores that each break one invariant. */
final class HostMutants {
    private HostMutants() {}

    static Parts neverResumes() {
        return new Parts() {
            @Override
            boolean resumes() {
                return false;
            }
        };
    }

    static Parts neverExpires() {
        return new Parts() {
            @Override
            boolean expires() {
                return false;
            }
        };
    }

    static Parts notifiesTwice() {
        return new Parts() {
            @Override
            int listeners() {
                return 2;
            }
        };
    }

    static Parts answersInReverseOrder() {
        return withAnswer(result -> {
            List<ItemOutcome> backwards = new ArrayList<>(result.outcomes());
            Collections.reverse(backwards);
            return new BatchResult(backwards);
        });
    }

    static Parts omitsTheLastAnswer() {
        return withAnswer(result -> new BatchResult(result.outcomes().subList(0, result.size() - 1)));
    }

    static Parts startsBeforeStoring() {
        return withRepository((repository, start) -> new ForwardingRepository(repository) {
            @Override
            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                start.accept(insertions.stream().map(Insertion::invocation).toList());
                return super.insert(project, insertions);
            }
        });
    }

    static Parts takesConflictsForSuccess() {
        return withRepository((repository, start) -> new ForwardingRepository(repository) {
            @Override
            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                return Collections.nCopies(super.insert(project, insertions).size(), WriteOutcome.STORED);
            }
        });
    }

    static Parts takesSuccessForFailure() {
        return withRepository((repository, start) -> new ForwardingRepository(repository) {
            @Override
            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                return Collections.nCopies(super.insert(project, insertions).size(), WriteOutcome.FAILED);
            }
        });
    }

    static Parts namesNobody() {
        return withRepository((repository, start) -> new ForwardingRepository(repository) {
            @Override
            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                return super.update(
                        project,
                        updates.stream()
                                .map(u -> new InvocationUpdate(u.change(), u.alongside(), Actor.unknownCaller()))
                                .toList());
            }
        });
    }

    static Parts writesTwice() {
        return withRepository((repository, start) -> new ForwardingRepository(repository) {
            @Override
            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                List<InvocationUpdate> twice = new ArrayList<>(updates);
                twice.addAll(updates);
                return super.update(project, twice).subList(0, updates.size());
            }
        });
    }

    static Parts listsWithoutFilter() {
        return withRepository((repository, start) -> new ForwardingRepository(repository) {
            @Override
            public InvocationPage find(InvocationQuery query) {
                return super.find(new InvocationQuery(query.project(), null, null, null, null, 0, query.limit()));
            }
        });
    }

    static Parts ignoresTheReportOutcome() {
        return new Parts() {
            @Override
            boolean mayBegin(ReportOutcome answer) {
                return true;
            }
        };
    }

    static Parts losesWhatIsHandedOver() {
        return withExecutor(executor -> new AgentExecutor() {
            @Override
            public Set<InvocationId> start(List<Invocation> invocations) {
                return executor.start(invocations.subList(1, invocations.size()));
            }

            @Override
            public Set<InvocationId> resume(List<Invocation> invocations) {
                return executor.resume(invocations);
            }

            @Override
            public void cancel(List<Invocation> invocations) {
                executor.cancel(invocations);
            }
        });
    }

    static Parts throwsUndocumentedException() {
        return withAnswer(result -> {
            throw new UnsupportedOperationException("not expected by the caller");
        });
    }

    /** An executor that stores CANCELED itself, without comparing revisions, while the work goes on. */
    static Parts storesCanceledItself() {
        return new Parts() {
            private final PlainRepository repository = new PlainRepository();

            @Override
            InvocationRepository store(int finished) {
                return repository;
            }

            @Override
            AgentExecutor executor(AgentExecutor executor) {
                return new AgentExecutor() {
                    @Override
                    public Set<InvocationId> start(List<Invocation> invocations) {
                        return executor.start(invocations);
                    }

                    @Override
                    public Set<InvocationId> resume(List<Invocation> invocations) {
                        return executor.resume(invocations);
                    }

                    @Override
                    public void cancel(List<Invocation> invocations) {
                        for (Invocation i : invocations) {
                            if (i.status() == InvocationStatus.RUNNING) {
                                repository.overwrite(i.cancel(i.progress().updatedAt(), "Stopped.")
                                        .after());
                            }
                        }
                    }
                };
            }
        };
    }

    private static Parts withAnswer(UnaryOperator<BatchResult> change) {
        return new Parts() {
            @Override
            BatchResult answer(BatchResult result) {
                return change.apply(result);
            }
        };
    }

    private static Parts withExecutor(UnaryOperator<AgentExecutor> change) {
        return new Parts() {
            @Override
            AgentExecutor executor(AgentExecutor executor) {
                return change.apply(executor);
            }
        };
    }

    private static Parts withRepository(
            BiFunction<InvocationRepository, Consumer<List<Invocation>>, InvocationRepository> change) {
        return new Parts() {
            @Override
            InvocationRepository repository(InvocationRepository repository, Consumer<List<Invocation>> start) {
                return change.apply(repository, start);
            }
        };
    }
}

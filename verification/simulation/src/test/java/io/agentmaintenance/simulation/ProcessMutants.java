package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.tck.PlainRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Parts that are correct as long as there is one process, and each break one invariant where several share the work. */
final class ProcessMutants {
    private ProcessMutants() {}

    static Parts answersRepeatedInsteadOfTaken() {
        return new Parts() {
            @Override
            ReportExecutionUseCase reports(ReportExecutionUseCase reports) {
                return all -> {
                    List<ReportOutcome> outcomes = new ArrayList<>(reports.report(all));
                    Collections.replaceAll(outcomes, ReportOutcome.TAKEN, ReportOutcome.REPEATED);
                    return outcomes;
                };
            }
        };
    }

    static Parts beginsWhatIsTaken() {
        return new Parts() {
            @Override
            boolean mayBegin(ReportOutcome answer) {
                return super.mayBegin(answer) || answer == ReportOutcome.TAKEN;
            }
        };
    }

    static Parts beginsTheWorkOfOthers() {
        return new Parts() {
            @Override
            boolean beginsTheWorkOfOthers() {
                return true;
            }
        };
    }

    static Parts reportsBeforeItStops() {
        return new Parts() {
            @Override
            boolean stopsBeforeItReports() {
                return false;
            }
        };
    }

    static Parts readsNoWishes() {
        return new Parts() {
            @Override
            boolean readsWishes() {
                return false;
            }
        };
    }

    static Parts neverTakesOver() {
        return new Parts() {
            @Override
            boolean takesOver() {
                return false;
            }
        };
    }

    static Parts handsOverWithoutAge() {
        return new Parts() {
            @Override
            Duration age() {
                return Duration.ZERO;
            }
        };
    }

    static Parts findsThePendingOfAnyAge() {
        return new Parts() {
            @Override
            InvocationRepository repository(InvocationRepository repository, Consumer<List<Invocation>> start) {
                return new ForwardingRepository(repository) {
                    @Override
                    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
                        return super.pending(END_OF_TIME, after, limit);
                    }
                };
            }
        };
    }

    static Parts findsNothingRunning() {
        return new Parts() {
            @Override
            InvocationRepository repository(InvocationRepository repository, Consumer<List<Invocation>> start) {
                return new ForwardingRepository(repository) {
                    @Override
                    public List<Invocation> running(@Nullable Invocation after, int limit) {
                        return List.of();
                    }
                };
            }
        };
    }

    /** Where a process reports the end of work that another one has ended meanwhile, its end is stored nevertheless. */
    static Parts letsTheLateOverwrite() {
        return new Parts() {
            private final PlainRepository repository = new PlainRepository();

            @Override
            InvocationRepository store(int finished) {
                return repository;
            }

            @Override
            ReportExecutionUseCase reports(ReportExecutionUseCase reports) {
                return all -> {
                    List<ReportOutcome> outcomes = reports.report(all);
                    for (int i = 0; i < all.size(); i++) {
                        if (outcomes.get(i) == ReportOutcome.OBSOLETE
                                && all.get(i).event() == ExecutionReport.Event.SUCCEEDED) {
                            succeed(all.get(i).invocation());
                        }
                    }
                    return outcomes;
                };
            }

            private void succeed(InvocationId task) {
                repository.invocations().stream()
                        .filter(invocation -> invocation.id().equals(task))
                        .forEach(invocation -> {
                            Progress ended = invocation.progress();
                            repository.overwrite(StoreMutants.copy(
                                    invocation,
                                    invocation.ordinal(),
                                    invocation.origin(),
                                    new Progress(
                                            InvocationStatus.SUCCEEDED,
                                            ended.startedAt(),
                                            ended.startedBy(),
                                            Objects.requireNonNull(ended.endedAt()),
                                            ended.cancelRequestedAt(),
                                            ended.updatedAt(),
                                            "Succeeded.",
                                            ended.late())));
                        });
            }
        };
    }
}

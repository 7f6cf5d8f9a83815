package io.agentmaintenance.tck;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.PlainTransport.Run;
import io.agentmaintenance.tck.PlainTransport.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Transports that each have one flaw. */
final class TransportMutants {
    private TransportMutants() {}

    static List<Mutant<Function<Servers, PlainTransport>>> all() {
        List<Mutant<Function<Servers, PlainTransport>>> mutants = new ArrayList<>(looking());
        mutants.addAll(beginning());
        mutants.addAll(stopping());
        mutants.addAll(unreachable());
        return mutants;
    }

    private static List<Mutant<Function<Servers, PlainTransport>>> looking() {
        return List.of(
                mutant(
                        "Looking.returnsNotBegunAndBeginsNothing",
                        "begins when it looks",
                        servers -> new PlainTransport(servers) {
                            @Override
                            Look notBegun(Invocation invocation) {
                                touch(invocation);
                                return super.notBegun(invocation);
                            }
                        }),
                mutant(
                        "Looking.returnsAliveThenSucceeded",
                        "sees only work that has ended",
                        servers -> new PlainTransport(servers) {
                            @Override
                            Look alive(Duration left) {
                                return new NotBegun(null);
                            }
                        }),
                mutant(
                        "Looking.returnsPositiveTimes",
                        "returns zero as the time to look again",
                        servers -> new PlainTransport(servers) {
                            @Override
                            Look alive(Duration left) {
                                return new Alive(Duration.ZERO);
                            }
                        }),
                mutant(
                        "Looking.keepsTheOutcome",
                        "forgets the outcome after the first look",
                        servers -> new PlainTransport(servers) {
                            @Override
                            Look ended(Invocation invocation) {
                                servers.runs.remove(invocation.id());
                                return super.ended(invocation);
                            }
                        }),
                mutant(
                        "Looking.returnsTheReasonOfAFailure",
                        "ignores how the work ended",
                        servers -> new PlainTransport(servers) {
                            @Override
                            Look ended(Invocation invocation) {
                                return new Succeeded();
                            }
                        }),
                mutant(
                        "Looking.returnsLostAfterAnInterruption",
                        "treats lost work as alive",
                        servers -> new PlainTransport(servers) {
                            @Override
                            Look lost() {
                                return new Alive(null);
                            }
                        }),
                mutant("Looking.doesNotConfuseInvocations", "remembers one run per server", PerServer::new));
    }

    private static List<Mutant<Function<Servers, PlainTransport>>> beginning() {
        return List.of(
                mutant("Beginning.beginsOnce", "begins again after the end", servers -> new PlainTransport(servers) {
                    @Override
                    public BeginOutcome begin(Invocation invocation) {
                        if (look(invocation) instanceof Succeeded) {
                            servers.runs.remove(invocation.id());
                        }
                        return super.begin(invocation);
                    }
                }),
                mutant(
                        "Beginning.beginsOnceInTwoProcesses",
                        "remembers begun work only in its process",
                        servers -> new PlainTransport(servers) {
                            private final Set<InvocationId> begun = new HashSet<>();

                            @Override
                            public BeginOutcome begin(Invocation invocation) {
                                if (begun.add(invocation.id())) {
                                    servers.runs.remove(invocation.id());
                                }
                                return super.begin(invocation);
                            }
                        }),
                mutant(
                        "Beginning.beginsOnceUnderThreads",
                        "looks and begins in two steps",
                        servers -> new PlainTransport(servers) {
                            private final CyclicBarrier looked = new CyclicBarrier(8);

                            @Override
                            public BeginOutcome begin(Invocation invocation) {
                                boolean begun;
                                synchronized (servers) {
                                    begun = run(invocation) != null;
                                }
                                meet(looked);
                                synchronized (servers) {
                                    if (!begun) {
                                        run(invocation, servers.clock.instant());
                                    }
                                }
                                return begun ? BeginOutcome.BEGUN_BEFORE : BeginOutcome.BEGUN;
                            }
                        }),
                mutant(
                        "Beginning.bringsEachToItsTarget",
                        "installs the newest version everywhere",
                        servers -> new PlainTransport(servers) {
                            @Override
                            AgentVersion target(Invocation invocation) {
                                return Invocations.TARGET;
                            }
                        }),
                mutant("Beginning.beginsLaterWorkOfTheSameServer", "begins once per server", PerServer::new));
    }

    private static List<Mutant<Function<Servers, PlainTransport>>> stopping() {
        return List.of(
                mutant(
                        "Stopping.preventsALaterBegin",
                        "does not store that the work was stopped",
                        servers -> new PlainTransport(servers) {
                            @Override
                            void mark(Invocation invocation) {
                                // Empty on purpose: this is the flaw.
                            }
                        }),
                mutant(
                        "Stopping.preventsABeginOfAnotherProcess",
                        "stores stopped work only in its process",
                        ForgetfulOfMarks::new),
                mutant(
                        "Stopping.leavesNothingRunning",
                        "returns STOPPED and lets the work run",
                        servers -> new PlainTransport(servers) {
                            @Override
                            void stop(Run run) {
                                // Empty on purpose: this is the flaw.
                            }
                        }),
                mutant(
                        "Stopping.returnsDoneAfterTheEnd",
                        "returns STOPPED for ended work",
                        servers -> new PlainTransport(servers) {
                            @Override
                            StopOutcome done() {
                                return StopOutcome.STOPPED;
                            }
                        }),
                mutant(
                        "Stopping.returnsStoppedAgain",
                        "returns DONE for stopped work",
                        servers -> new PlainTransport(servers) {
                            @Override
                            public StopOutcome stop(Invocation invocation) {
                                return isMarked(invocation) ? StopOutcome.DONE : super.stop(invocation);
                            }
                        }),
                mutant(
                        "Stopping.leavesOthersAlone",
                        "prevents all work of the server",
                        servers -> new PlainTransport(servers) {
                            @Override
                            boolean isMarked(Invocation invocation) {
                                return servers.marks.contains(
                                        InvocationId.of(invocation.instanceId().value()));
                            }

                            @Override
                            void mark(Invocation invocation) {
                                servers.marks.add(
                                        InvocationId.of(invocation.instanceId().value()));
                            }
                        }),
                mutant(
                        "Stopping.decidesARaceWithBegin",
                        "checks for a stop and begins in two steps",
                        servers -> new PlainTransport(servers) {
                            private final CyclicBarrier looked = new CyclicBarrier(2);
                            private final CyclicBarrier marked = new CyclicBarrier(2);

                            @Override
                            public BeginOutcome begin(Invocation invocation) {
                                boolean refused = isMarked(invocation);
                                meet(looked);
                                meet(marked);
                                synchronized (servers) {
                                    if (!refused) {
                                        run(invocation, servers.clock.instant().plusSeconds(1));
                                    }
                                }
                                return refused ? BeginOutcome.REFUSED : BeginOutcome.BEGUN;
                            }

                            @Override
                            public StopOutcome stop(Invocation invocation) {
                                meet(looked);
                                StopOutcome outcome = super.stop(invocation);
                                meet(marked);
                                return outcome;
                            }
                        }));
    }

    private static List<Mutant<Function<Servers, PlainTransport>>> unreachable() {
        return List.of(
                mutant(
                        "Unreachable.throwsPortException",
                        "returns NotBegun while it cannot reach the server",
                        servers -> new PlainTransport(servers) {
                            @Override
                            public Look look(Invocation invocation) {
                                return servers.broken ? new NotBegun(null) : super.look(invocation);
                            }
                        }),
                mutant(
                        "Unreachable.beginsOnceAfterwards",
                        "begins, fails, and does not remember it",
                        servers -> new PlainTransport(servers) {
                            @Override
                            public BeginOutcome begin(Invocation invocation) {
                                if (servers.broken) {
                                    touch(invocation);
                                }
                                return super.begin(invocation);
                            }
                        }),
                mutant(
                        "Unreachable.workGoesOn",
                        "ends the work with the connection",
                        servers -> new PlainTransport(servers) {
                            @Override
                            void reach() {
                                if (servers.broken) {
                                    servers.runs.values().forEach(run -> run.lost = true);
                                }
                                super.reach();
                            }
                        }));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other thread did not come", e);
        }
    }

    private static Mutant<Function<Servers, PlainTransport>> mutant(
            String law, String flaw, Function<Servers, PlainTransport> subject) {
        return new Mutant<>(law, flaw, subject);
    }

    /** Remembers for each server only whether any work has begun. */
    private static final class PerServer extends PlainTransport {
        private final Map<InstanceId, Run> runs = new HashMap<>();

        PerServer(Servers servers) {
            super(servers);
        }

        @Override
        Run run(Invocation invocation) {
            return runs.get(invocation.instanceId());
        }

        @Override
        void run(Invocation invocation, Instant end) {
            runs.put(invocation.instanceId(), new Run(end));
            touch(invocation);
        }
    }

    /** Remembers stopped work in its own memory. */
    private static final class ForgetfulOfMarks extends PlainTransport {
        private final Set<InvocationId> marks = new HashSet<>();

        ForgetfulOfMarks(Servers servers) {
            super(servers);
        }

        @Override
        boolean isMarked(Invocation invocation) {
            return marks.contains(invocation.id());
        }

        @Override
        void mark(Invocation invocation) {
            marks.add(invocation.id());
        }
    }
}

package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.ExecutorUnderTest.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Executors that each have one flaw. */
final class ExecutorMutants {
    private ExecutorMutants() {}

    static List<Mutant<Trial>> all() {
        List<Mutant<Trial>> twins = new ArrayList<>(starting());
        twins.addAll(startingTwice());
        twins.addAll(declining());
        twins.addAll(canceling());
        twins.addAll(failing());
        return twins;
    }

    private static List<Mutant<Trial>> starting() {
        return List.of(
                twin(
                        "Start.reportsTheEndOfEach",
                        "loses the end of every tenth task",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            void finish(Job job) {
                                if (job.task.id().value().endsWith("7")) {
                                    job.state = State.OVER;
                                } else {
                                    super.finish(job);
                                }
                            }
                        }),
                twin(
                        "Start.reportsBeforeItBegins",
                        "changes the server before it reports",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            void begin(Job job) {
                                super.touch(job);
                                super.begin(job);
                            }

                            @Override
                            void touch(Job job) {}
                        }),
                twin(
                        "Start.bringsEachToItsTarget",
                        "installs the newest version everywhere",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            AgentVersion target(Invocation task) {
                                return ExecutorLaws.NEW;
                            }
                        }),
                twin("Start.doesNotBeginTheObsolete", "continues after OBSOLETE", also(ReportOutcome.OBSOLETE)),
                twin("Start.doesNotBeginWhatAnotherHasBegun", "continues after TAKEN", also(ReportOutcome.TAKEN)),
                twin("Start.doesNotBeginTheUnknown", "continues after UNKNOWN", also(ReportOutcome.UNKNOWN)),
                twin(
                        "Start.doesNotBeginWithoutAnAnswer",
                        "continues without an answer",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            void unanswered(Job job) {
                                touch(job);
                                run(job);
                            }
                        }),
                twin(
                        "Start.isNotHeldBackByOneTask",
                        "waits for a report that fails before it goes on with others",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            List<Job> dueJobs() {
                                return super.dueJobs().stream().limit(1).toList();
                            }

                            @Override
                            void unanswered(Job job) {
                                // It stays the first of all, and is due once a second.
                                jobs.values().forEach(other -> other.due = other.due.plusSeconds(1));
                            }
                        }),
                twin(
                        "Start.acceptsFromManyThreads",
                        "loses work that is handed over at the same time",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            private final Exchanger<Thread> meeting = new Exchanger<>();

                            // Empty on purpose: this is the flaw.
                            @Override
                            @SuppressWarnings("UnsynchronizedOverridesSynchronized")
                            public Set<InvocationId> start(List<Invocation> invocations) {
                                // When two threads meet, one overwrites the write of the other.
                                return isFirstOfTwo(meeting) ? Set.of() : super.start(invocations);
                            }
                        }),
                twin(
                        "Start.reportsOneEnd",
                        "reports a failure after the success",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            void finish(Job job) {
                                super.finish(job);
                                report(ExecutionReport.failed(job.task, "The connection was closed."));
                            }
                        }));
    }

    private static List<Mutant<Trial>> startingTwice() {
        return List.of(
                twin("Twice.beginsWorkThatHasNotBegunOnce", "does not remember the tasks it was given", Forgetful::new),
                twin(
                        "Twice.beginsARepeatedTaskOnce",
                        "compares with earlier calls only, not within a call",
                        (workplace, room) -> new Forgetful(workplace, room) {
                            private final Set<InvocationId> known = new HashSet<>();

                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                List<Invocation> fresh = invocations.stream()
                                        .filter(task -> !known.contains(task.id()))
                                        .toList();
                                Set<InvocationId> declined = super.start(List.of());
                                fresh.forEach(task -> super.add(task));
                                fresh.forEach(task -> known.add(task.id()));
                                return declined;
                            }
                        }),
                twin(
                        "Twice.doesNotBeginRunningWorkAgain",
                        "remembers only waiting tasks",
                        (workplace, room) -> new Forgetful(workplace, room) {
                            @Override
                            boolean isKnown(Invocation task) {
                                return all.stream()
                                        .anyMatch(job -> job.task.id().equals(task.id()) && job.state == State.WAITING);
                            }
                        }),
                twin(
                        "Twice.doesNotBeginEndedWorkAgain",
                        "remembers only active tasks",
                        (workplace, room) -> new Forgetful(workplace, room) {
                            @Override
                            boolean isKnown(Invocation task) {
                                return all.stream()
                                        .anyMatch(job -> job.task.id().equals(task.id()) && job.state != State.OVER);
                            }
                        }),
                twin(
                        "Twice.beginsOnceUnderThreads",
                        "checks and writes in two steps",
                        (workplace, room) -> new Forgetful(workplace, room) {
                            private final Exchanger<Thread> meeting = new Exchanger<>();

                            // Empty on purpose: this is the flaw.
                            @Override
                            @SuppressWarnings("UnsynchronizedOverridesSynchronized")
                            public Set<InvocationId> start(List<Invocation> invocations) {
                                List<Invocation> fresh = invocations.stream()
                                        .filter(task -> !knows(task))
                                        .toList();
                                isFirstOfTwo(meeting);
                                return super.start(fresh);
                            }

                            private synchronized boolean knows(Invocation task) {
                                return all.stream()
                                        .anyMatch(job -> job.task.id().equals(task.id()));
                            }
                        }));
    }

    private static List<Mutant<Trial>> declining() {
        return List.of(
                twin(
                        "Room.returnsThoseNotAccepted",
                        "does not report the tasks that it does not accept",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                super.start(invocations);
                                return Set.of();
                            }
                        }),
                twin(
                        "Room.neverBeginsThose",
                        "begins declined tasks later",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            boolean takeOn(Invocation task) {
                                boolean taken = super.takeOn(task);
                                if (!taken) {
                                    add(task);
                                }
                                return taken;
                            }
                        }),
                twin(
                        "Room.acceptsAgainLater",
                        "never frees room",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            boolean takeOn(Invocation task) {
                                return jobs.size() < room && super.takeOn(task);
                            }
                        }),
                twin(
                        "Room.letsTheCoreRefuse",
                        "throws although it has accepted some tasks",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            boolean takeOn(Invocation task) {
                                if (!super.takeOn(task)) {
                                    throw new PortException("there is no room", null);
                                }
                                return true;
                            }
                        }));
    }

    private static List<Mutant<Trial>> canceling() {
        return List.of(
                twin(
                        "Cancel.dropsWorkThatHasNotBegun",
                        "stops only running work",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            void stop(Job job) {
                                if (job.state == State.RUNNING) {
                                    super.stop(job);
                                }
                            }
                        }),
                twin(
                        "Cancel.dropsOnlyTheGivenWork",
                        "drops all work",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            public synchronized void cancel(List<Invocation> invocations) {
                                super.cancel(jobs.values().stream()
                                        .map(job -> job.task)
                                        .toList());
                            }
                        }),
                twin(
                        "Cancel.bringsTheRunningToAnEnd",
                        "drops running work without a report",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            void stop(Job job) {
                                job.state = State.OVER;
                            }
                        }),
                twin(
                        "Cancel.reportsOneEndOfTheCanceled",
                        "reports CANCELED and continues",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            void stop(Job job) {
                                State before = job.state;
                                super.stop(job);
                                job.state = before;
                            }
                        }),
                twin(
                        "Cancel.acceptsTheEndedAndTheUnknown",
                        "fails for an unknown task",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            public synchronized void cancel(List<Invocation> invocations) {
                                invocations.forEach(task -> {
                                    if (!jobs.containsKey(task.id())) {
                                        throw new IllegalStateException("no such job");
                                    }
                                });
                                super.cancel(invocations);
                            }
                        }),
                twin(
                        "Cancel.leavesTheServerFree",
                        "keeps the server occupied",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            private final Set<InstanceId> occupied = new HashSet<>();

                            @Override
                            void add(Invocation task) {
                                if (occupied.add(task.instanceId())) {
                                    super.add(task);
                                }
                            }
                        }));
    }

    private static List<Mutant<Trial>> failing() {
        return List.of(
                twin(
                        "Outage.beginsNothing",
                        "keeps work that it could not pass on, and begins it later",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                invocations.forEach(this::add);
                                passOn();
                                return super.start(invocations);
                            }
                        }),
                twin(
                        "Outage.acceptsAfterwards",
                        "remembers work that it could not pass on",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            private final Set<InvocationId> known = new HashSet<>();

                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                List<Invocation> fresh = invocations.stream()
                                        .filter(task -> known.add(task.id()))
                                        .toList();
                                return super.start(fresh);
                            }
                        }),
                twin(
                        "Outage.letsTheCoreRefuseAll",
                        "loses work without an exception",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                return isBroken() ? Set.of() : super.start(invocations);
                            }
                        }),
                twin(
                        "Outage.bringsTheRunningToAnEnd",
                        "drops work that it cannot ask to stop",
                        (workplace, room) -> new PlainExecutor(workplace, room) {
                            @Override
                            public synchronized void cancel(List<Invocation> invocations) {
                                invocations.forEach(task -> jobs.remove(task.id()));
                                passOn();
                            }
                        }));
    }

    private static Mutant<Trial> twin(String law, String flaw, Trial broken) {
        return new Mutant<>(law, flaw, broken);
    }

    private static Trial also(ReportOutcome wrong) {
        return (workplace, room) -> new PlainExecutor(workplace, room) {
            @Override
            boolean allows(ReportOutcome answer, Job job) {
                return answer == wrong || super.allows(answer, job);
            }
        };
    }

    /** Waits for another thread. Returns true for one of two threads that meet, false for the other and for a single thread. */
    private static boolean isFirstOfTwo(Exchanger<Thread> meeting) {
        try {
            Thread other = meeting.exchange(Thread.currentThread(), 50, TimeUnit.MILLISECONDS);
            return System.identityHashCode(Thread.currentThread()) < System.identityHashCode(other);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Accepts every invocation again, and begins the work with any answer. */
    private static class Forgetful extends PlainExecutor {
        final List<Job> all = new ArrayList<>();

        Forgetful(ExecutorSetup workplace, int room) {
            super(workplace, room);
        }

        @Override
        boolean isKnown(Invocation task) {
            return false;
        }

        @Override
        void add(Invocation task) {
            super.add(task);
            all.add(jobs.get(task.id()));
        }

        @Override
        boolean allows(ReportOutcome answer, Job job) {
            return true;
        }

        @Override
        List<Job> dueJobs() {
            return all.stream()
                    .filter(job -> job.state != State.OVER
                            && !job.due.isAfter(workplace.clock().instant()))
                    .toList();
        }
    }
}

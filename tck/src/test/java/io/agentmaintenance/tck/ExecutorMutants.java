package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.ExecutorOnTrial.Trial;
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
        List<Mutant<Trial>> mutants = new ArrayList<>(starting());
        mutants.addAll(startingTwice());
        mutants.addAll(declining());
        mutants.addAll(resuming());
        mutants.addAll(canceling());
        mutants.addAll(failing());
        return mutants;
    }

    private static List<Mutant<Trial>> starting() {
        return List.of(
                mutant(
                        "Start.reportsTheEndOfEach",
                        "loses the end of every tenth task",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void finish(Job job) {
                                if (job.task.id().value().endsWith("7")) {
                                    job.state = State.OVER;
                                } else {
                                    super.finish(job);
                                }
                            }
                        }),
                mutant(
                        "Start.reportsBeforeItBegins",
                        "changes the server before it reports",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void begin(Job job) {
                                super.touch(job);
                                super.begin(job);
                            }

                            @Override
                            void touch(Job job) {}
                        }),
                mutant(
                        "Start.bringsEachToItsTarget",
                        "installs the newest version everywhere",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            AgentVersion target(Invocation task) {
                                return ExecutorLaws.NEW;
                            }
                        }),
                mutant("Start.doesNotBeginTheObsolete", "continues after OBSOLETE", also(ReportOutcome.OBSOLETE)),
                mutant("Start.doesNotBeginWhatAnotherHasBegun", "continues after TAKEN", also(ReportOutcome.TAKEN)),
                mutant("Start.doesNotBeginTheUnknown", "continues after UNKNOWN", also(ReportOutcome.UNKNOWN)),
                mutant(
                        "Start.doesNotBeginWithoutAnAnswer",
                        "continues without an answer",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void unanswered(Job job) {
                                touch(job);
                                run(job);
                            }
                        }),
                mutant(
                        "Start.isNotHeldBackByOneTask",
                        "waits for a report that fails before it goes on with others",
                        (setup, room) -> new PlainExecutor(setup, room) {
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
                mutant(
                        "Start.acceptsFromManyThreads",
                        "loses work that is handed over at the same time",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            private final Exchanger<Thread> meeting = new Exchanger<>();

                            // Empty on purpose: this is the flaw.
                            @Override
                            @SuppressWarnings("UnsynchronizedOverridesSynchronized")
                            public Set<InvocationId> start(List<Invocation> invocations) {
                                // When two threads meet, one overwrites the write of the other.
                                return isFirstOfTwo(meeting) ? Set.of() : super.start(invocations);
                            }
                        }),
                mutant(
                        "Start.reportsOneEnd",
                        "reports a failure after the success",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void finish(Job job) {
                                super.finish(job);
                                report(ExecutionReport.failed(job.task, "The connection was closed."));
                            }
                        }));
    }

    private static List<Mutant<Trial>> startingTwice() {
        return List.of(
                mutant(
                        "Twice.beginsWorkThatHasNotBegunOnce",
                        "does not remember the tasks it was given",
                        Forgetful::new),
                mutant(
                        "Twice.beginsARepeatedTaskOnce",
                        "compares with earlier calls only, not within a call",
                        (setup, room) -> new Forgetful(setup, room) {
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
                mutant(
                        "Twice.doesNotBeginRunningWorkAgain",
                        "remembers only waiting tasks",
                        (setup, room) -> new Forgetful(setup, room) {
                            @Override
                            boolean isKnown(Invocation task) {
                                return all.stream()
                                        .anyMatch(job -> job.task.id().equals(task.id()) && job.state == State.WAITING);
                            }
                        }),
                mutant(
                        "Twice.doesNotBeginEndedWorkAgain",
                        "remembers only active tasks",
                        (setup, room) -> new Forgetful(setup, room) {
                            @Override
                            boolean isKnown(Invocation task) {
                                return all.stream()
                                        .anyMatch(job -> job.task.id().equals(task.id()) && job.state != State.OVER);
                            }
                        }),
                mutant(
                        "Twice.beginsOnceUnderThreads",
                        "checks and writes in two steps",
                        (setup, room) -> new Forgetful(setup, room) {
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
                mutant(
                        "Room.returnsThoseNotAccepted",
                        "does not report the tasks that it does not accept",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                super.start(invocations);
                                return Set.of();
                            }
                        }),
                mutant(
                        "Room.neverBeginsThose",
                        "begins declined tasks later",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            boolean takeOn(Invocation task) {
                                boolean taken = super.takeOn(task);
                                if (!taken) {
                                    add(task);
                                }
                                return taken;
                            }
                        }),
                mutant("Room.acceptsAgainLater", "never frees room", (setup, room) -> new PlainExecutor(setup, room) {
                    @Override
                    boolean takeOn(Invocation task) {
                        return jobs.size() < room && super.takeOn(task);
                    }
                }),
                mutant(
                        "Room.letsTheCoreRefuse",
                        "throws although it has accepted some tasks",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            boolean takeOn(Invocation task) {
                                if (!super.takeOn(task)) {
                                    throw new PortException("there is no room", null);
                                }
                                return true;
                            }
                        }));
    }

    private static List<Mutant<Trial>> resuming() {
        return List.of(
                mutant(
                        "Resume.beginsNothing",
                        "begins what it does not find",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void takeOver(Invocation task) {
                                super.add(task);
                                Job job = jobs.get(task.id());
                                touch(job);
                                run(job);
                            }
                        }),
                mutant(
                        "Resume.beginsNothing",
                        "waits for what it does not find",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void takeOver(Invocation task) {
                                if (!touches(task).isEmpty()) {
                                    super.takeOver(task);
                                }
                            }
                        }),
                mutant(
                        "Resume.reportsOneEnd",
                        "reports STARTED before it looks",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void takeOver(Invocation task) {
                                super.takeOver(task);
                                report(ExecutionReport.started(task, jobs.get(task.id()).worker));
                            }
                        }),
                mutant(
                        "Resume.leavesWorkInHand",
                        "ends what it has in hand",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            public synchronized Set<InvocationId> resume(List<Invocation> invocations) {
                                invocations.forEach(task -> report(ExecutionReport.failed(task, "Interrupted.")));
                                return Set.of();
                            }
                        }),
                mutant(
                        "Resume.bringsFoundWorkToItsEnd",
                        "begins again what it finds",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void takeOver(Invocation task) {
                                super.takeOver(task);
                                touch(jobs.get(task.id()));
                            }
                        }),
                mutant(
                        "Resume.reportsWhatHasEnded",
                        "takes work for lost that has ended",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void takeOver(Invocation task) {
                                super.takeOver(task);
                                Job job = jobs.get(task.id());
                                if (job.state == State.RUNNING
                                        && job.due.isBefore(setup.clock().instant())) {
                                    job.state = State.OVER;
                                    report(ExecutionReport.failed(task, "Interrupted."));
                                }
                            }
                        }),
                mutant(
                        "Resume.isAnotherWorker",
                        "calls every process the same",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            String process() {
                                return "plain";
                            }
                        }));
    }

    private static List<Mutant<Trial>> canceling() {
        return List.of(
                mutant(
                        "Cancel.dropsWorkThatHasNotBegun",
                        "stops only running work",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void stop(Job job) {
                                if (job.state == State.RUNNING) {
                                    super.stop(job);
                                }
                            }
                        }),
                mutant(
                        "Cancel.dropsOnlyTheGivenWork",
                        "drops all work",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            public synchronized void cancel(List<Invocation> invocations) {
                                super.cancel(jobs.values().stream()
                                        .map(job -> job.task)
                                        .toList());
                            }
                        }),
                mutant(
                        "Cancel.bringsTheRunningToAnEnd",
                        "drops running work without a report",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void stop(Job job) {
                                job.state = State.OVER;
                            }
                        }),
                mutant(
                        "Cancel.reportsOneEndOfTheCanceled",
                        "reports CANCELED and continues",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            void stop(Job job) {
                                State before = job.state;
                                super.stop(job);
                                job.state = before;
                            }
                        }),
                mutant(
                        "Cancel.acceptsTheEndedAndTheUnknown",
                        "fails for an unknown task",
                        (setup, room) -> new PlainExecutor(setup, room) {
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
                mutant(
                        "Cancel.leavesTheServerFree",
                        "keeps the server occupied",
                        (setup, room) -> new PlainExecutor(setup, room) {
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
                mutant(
                        "Outage.beginsNothing",
                        "keeps work that it could not pass on, and begins it later",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                invocations.forEach(this::add);
                                passOn();
                                return super.start(invocations);
                            }
                        }),
                mutant(
                        "Outage.acceptsAfterwards",
                        "remembers work that it could not pass on",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            private final Set<InvocationId> known = new HashSet<>();

                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                List<Invocation> fresh = invocations.stream()
                                        .filter(task -> known.add(task.id()))
                                        .toList();
                                return super.start(fresh);
                            }
                        }),
                mutant(
                        "Outage.letsTheCoreRefuseAll",
                        "loses work without an exception",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            public synchronized Set<InvocationId> start(List<Invocation> invocations) {
                                return isBroken() ? Set.of() : super.start(invocations);
                            }
                        }),
                mutant(
                        "Outage.bringsTheRunningToAnEnd",
                        "drops work that it cannot ask to stop",
                        (setup, room) -> new PlainExecutor(setup, room) {
                            @Override
                            public synchronized void cancel(List<Invocation> invocations) {
                                invocations.forEach(task -> jobs.remove(task.id()));
                                passOn();
                            }
                        }));
    }

    private static Mutant<Trial> mutant(String law, String flaw, Trial broken) {
        return new Mutant<>(law, flaw, broken);
    }

    private static Trial also(ReportOutcome wrong) {
        return (setup, room) -> new PlainExecutor(setup, room) {
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

        Forgetful(ExecutorSetup setup, int room) {
            super(setup, room);
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
                            && !job.due.isAfter(setup.clock().instant()))
                    .toList();
        }
    }
}

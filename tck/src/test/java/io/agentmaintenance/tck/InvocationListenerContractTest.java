package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the listener")
class InvocationListenerContractTest {
    static List<Mutant<Supplier<PlainListener>>> mutants() {
        return List.of(
                mutant("throwsNothingOnAnyPath", "fails for ROLLBACKED", () -> new PlainListener() {
                    @Override
                    public void changed(InvocationChange change) {
                        require(change.after().status() != InvocationStatus.ROLLBACKED);
                    }
                }),
                mutant("throwsNothingWhenWithdrawn", "fails for a withdrawal", () -> new PlainListener() {
                    @Override
                    public void withdrawn(Invocation invocation) {
                        require(false);
                    }
                }),
                mutant("acceptsTheWrongOrder", "expects changes in order", () -> new PlainListener() {
                    private final Map<InvocationId, Integer> revisions = new ConcurrentHashMap<>();

                    @Override
                    public void accepted(Invocation invocation) {
                        revisions.put(invocation.id(), 1);
                    }

                    @Override
                    public void changed(InvocationChange change) {
                        Integer last = revisions.put(
                                change.after().id(), change.after().revision());
                        require(last != null && last < change.after().revision());
                    }
                }),
                mutant(
                        "acceptsLongAndMissingValues",
                        "fails for more than 1,000 characters",
                        () -> new PlainListener() {
                            @Override
                            public void changed(InvocationChange change) {
                                require(change.after().progress().message().length() <= 1000);
                            }
                        }),
                mutant(
                        "acceptsTheSameIdsInTwoProjects",
                        "expects ids to be unique across projects",
                        () -> new PlainListener() {
                            private final Map<InvocationId, ProjectId> projects = new ConcurrentHashMap<>();

                            @Override
                            public void accepted(Invocation invocation) {
                                ProjectId before = projects.put(invocation.id(), invocation.project());
                                require(before == null || before.equals(invocation.project()));
                            }
                        }),
                mutant("accepts64Threads", "fails for concurrent calls", () -> new PlainListener() {
                    @Override
                    public void accepted(Invocation invocation) {
                        require(!meets());
                    }
                }),
                mutant(
                        "accepts64ThreadsOnTheSameInvocations",
                        "fails for concurrent calls about one invocation",
                        () -> new PlainListener() {
                            private final Set<InvocationId> busy = ConcurrentHashMap.newKeySet();

                            @Override
                            public void accepted(Invocation invocation) {
                                require(busy.add(invocation.id()));
                                meets();
                                busy.remove(invocation.id());
                            }
                        }),
                mutant("countsEveryCallOnce", "counts without a lock", () -> new PlainListener() {
                    private volatile long count;

                    @Override
                    public void accepted(Invocation invocation) {
                        long before = count;
                        meets();
                        count = before + 1;
                    }

                    @Override
                    long heard() {
                        return super.heard() + count;
                    }
                }));
    }

    @AfterEach
    void restoreTheCorrectOne() {
        ListenerOnTrial.trial = PlainListener::new;
    }

    @Test
    @DisplayName("accepts a correct listener, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(ListenerOnTrial.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Supplier<PlainListener>> mutant) {
        ListenerOnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(ListenerOnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(ListenerOnTrial.class, mutants());
    }

    private static Mutant<Supplier<PlainListener>> mutant(String law, String flaw, Supplier<PlainListener> broken) {
        return new Mutant<>("Calls." + law, flaw, broken);
    }

    /** Counts its calls. */
    static class PlainListener implements InvocationListener {
        private final AtomicLong heard = new AtomicLong();
        private final Exchanger<Thread> meeting = new Exchanger<>();

        @Override
        public void accepted(Invocation invocation) {
            heard.incrementAndGet();
        }

        @Override
        public void changed(InvocationChange change) {
            heard.incrementAndGet();
        }

        @Override
        public void withdrawn(Invocation invocation) {
            heard.incrementAndGet();
        }

        long heard() {
            return heard.get();
        }

        static void require(boolean condition) {
            if (!condition) {
                throw new IllegalStateException("the listener did not expect this");
            }
        }

        /** Waits a moment, and returns whether another thread came meanwhile. */
        final boolean meets() {
            try {
                meeting.exchange(Thread.currentThread(), 5, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    static class ListenerOnTrial extends InvocationListenerContract {
        static volatile Supplier<PlainListener> trial = PlainListener::new;

        private PlainListener made = trial.get();

        @Override
        protected InvocationListener listener() {
            made = trial.get();
            return made;
        }

        @Override
        protected OptionalLong heard() {
            return OptionalLong.of(made.heard());
        }
    }
}

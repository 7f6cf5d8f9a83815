package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.ProjectId;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the instance directory")
class InstanceDirectoryContractTest {
    static List<Mutant<Supplier<PlainDirectory>>> mutants() {
        return List.of(
                mutant("findsTheKnown", "returns an entry for an unknown server", () -> new PlainDirectory() {
                    @Override
                    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
                        Map<InstanceId, Instance> found = new HashMap<>();
                        instances.forEach(id -> found.put(id, known(project, id)));
                        return found;
                    }
                }),
                mutant("returnsARepeatedIdOnce", "fails for a repeated id", () -> new PlainDirectory() {
                    @Override
                    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
                        return super.find(
                                project,
                                instances.stream()
                                        .collect(Collectors.toMap(id -> id, id -> id))
                                        .keySet());
                    }
                }),
                mutant("keepsProjectsApart", "ignores the project", () -> new PlainDirectory() {
                    @Override
                    String key(ProjectId project, InstanceId id) {
                        return id.value();
                    }
                }),
                mutant("distinguishesCase", "ignores the case of ids", () -> new PlainDirectory() {
                    @Override
                    String key(ProjectId project, InstanceId id) {
                        return super.key(project, id).toLowerCase(Locale.ROOT);
                    }
                }),
                mutant("findsTwoThousand", "returns at most 1,000 servers", () -> new PlainDirectory() {
                    @Override
                    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
                        return super.find(
                                project, instances.stream().limit(1000).toList());
                    }
                }),
                mutant("returnsTheWholeProfile", "sorts addresses", () -> new PlainDirectory() {
                    @Override
                    void put(ProjectId project, Instance i) {
                        InstanceProfile p = i.profile();
                        super.put(
                                project,
                                new Instance(
                                        new InstanceProfile(
                                                p.id(),
                                                p.name(),
                                                p.type(),
                                                p.intranetIps().stream()
                                                        .sorted()
                                                        .limit(9)
                                                        .toList(),
                                                p.elasticIps()),
                                        i.uniAgent(),
                                        i.agent()));
                    }
                }),
                mutant(
                        "returnsEveryState",
                        "loses the version of an agent that is not running",
                        () -> new PlainDirectory() {
                            @Override
                            void put(ProjectId project, Instance i) {
                                super.put(
                                        project,
                                        i.agent().status() == AgentStatus.RUNNING
                                                ? i
                                                : new Instance(
                                                        i.profile(),
                                                        i.uniAgent(),
                                                        new AgentState(i.agent().status(), null)));
                            }
                        }),
                mutant("returnsTheCurrentState", "keeps the first state", () -> new PlainDirectory() {
                    @Override
                    void put(ProjectId project, Instance i) {
                        if (known(project, i.id()) == null) {
                            super.put(project, i);
                        }
                    }
                }),
                mutant("returnsTheCurrentState", "returns a live view", () -> new PlainDirectory() {
                    @Override
                    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
                        return new AbstractMap<>() {
                            @Override
                            public Set<Entry<InstanceId, Instance>> entrySet() {
                                return now(project, instances).entrySet();
                            }
                        };
                    }

                    private Map<InstanceId, Instance> now(ProjectId project, Collection<InstanceId> instances) {
                        return super.find(project, instances);
                    }
                }),
                mutant("returnsNoMixture", "changes the fields in several steps", () -> new PlainDirectory() {
                    @Override
                    void put(ProjectId project, Instance i) {
                        Instance before = known(project, i.id());
                        if (before != null) {
                            super.put(project, new Instance(i.profile(), before.uniAgent(), i.agent()));
                            LockSupport.parkNanos(10_000);
                        }
                        super.put(project, i);
                    }
                }),
                mutant("returnsNoMixture", "cannot be changed during a read", () -> new PlainDirectory() {
                    @Override
                    void put(ProjectId project, Instance i) {
                        if (known(project, i.id()) != null) {
                            throw new IllegalStateException("locked");
                        }
                        super.put(project, i);
                    }
                }),
                mutant("throwsPortExceptionWhileBroken", "treats a broken source as empty", () -> new PlainDirectory() {
                    @Override
                    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
                        return isBroken() ? Map.of() : super.find(project, instances);
                    }
                }),
                mutant(
                        "throwsPortExceptionWhileBroken",
                        "throws the exception of its client",
                        () -> new PlainDirectory() {
                            @Override
                            RuntimeException failure() {
                                return new IllegalStateException("connection refused");
                            }
                        }),
                mutant(
                        "makesAConstantNumberOfRoundTrips",
                        "makes one round trip per server",
                        () -> new PlainDirectory() {
                            @Override
                            int cost(int servers) {
                                return servers;
                            }
                        }));
    }

    @AfterEach
    void restoreTheCorrectOne() {
        DirectoryOnTrial.trial = PlainDirectory::new;
    }

    @Test
    @DisplayName("accepts a correct directory, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(DirectoryOnTrial.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Supplier<PlainDirectory>> mutant) {
        DirectoryOnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(DirectoryOnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(DirectoryOnTrial.class, mutants());
    }

    private static Mutant<Supplier<PlainDirectory>> mutant(String law, String flaw, Supplier<PlainDirectory> broken) {
        return new Mutant<>("Find." + law, flaw, broken);
    }

    /** A correct directory over one map. */
    static class PlainDirectory implements InstanceDirectory {
        private final Map<String, Instance> servers = new ConcurrentHashMap<>();
        private final AtomicLong roundTrips = new AtomicLong();
        private volatile boolean broken;

        @Override
        public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
            roundTrips.addAndGet(cost(instances.size()));
            if (broken) {
                throw failure();
            }
            Map<InstanceId, Instance> found = new HashMap<>();
            for (InstanceId id : instances) {
                Instance server = known(project, id);
                if (server != null) {
                    found.put(id, server);
                }
            }
            return found;
        }

        final void broken(boolean to) {
            broken = to;
        }

        final boolean isBroken() {
            return broken;
        }

        final long roundTrips() {
            return roundTrips.get();
        }

        RuntimeException failure() {
            return new PortException("the directory is down", null);
        }

        int cost(int servers) {
            return 1;
        }

        void put(ProjectId project, Instance instance) {
            servers.put(key(project, instance.id()), instance);
        }

        final @Nullable Instance known(ProjectId project, InstanceId id) {
            return servers.get(key(project, id));
        }

        String key(ProjectId project, InstanceId id) {
            return project + "/" + id;
        }
    }

    static class DirectoryOnTrial extends InstanceDirectoryContract {
        static volatile Supplier<PlainDirectory> trial = PlainDirectory::new;

        private PlainDirectory made = trial.get();

        @Override
        protected InstanceDirectory emptyDirectory() {
            made = trial.get();
            return made;
        }

        @Override
        protected void put(ProjectId project, Instance instance) {
            made.put(project, instance);
        }

        @Override
        protected Optional<Runnable> breakDirectory() {
            made.broken(true);
            return Optional.of(() -> made.broken(false));
        }

        @Override
        protected OptionalLong roundTrips() {
            return OptionalLong.of(made.roundTrips());
        }
    }
}

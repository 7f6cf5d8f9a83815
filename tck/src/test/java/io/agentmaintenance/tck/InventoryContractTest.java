package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the inventory")
class InventoryContractTest {
    static List<Mutant<Supplier<PlainInventory>>> mutants() {
        List<Mutant<Supplier<PlainInventory>>> mutants = new ArrayList<>(defining());
        mutants.addAll(observing());
        mutants.addAll(listing());
        return mutants;
    }

    @AfterEach
    void restoreTheCorrectOne() {
        OnTrial.trial = PlainInventory::new;
    }

    @Test
    @DisplayName("accepts a correct inventory, with every law, and those of the directory")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(OnTrial.class);
        assertThat(ContractRun.laws(OnTrial.class)).contains("Find.returnsTheWholeProfile");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Supplier<PlainInventory>> mutant) {
        OnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(OnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law that the directory does not have")
    void hasAMutantForEachLaw() {
        Set<String> caught = mutants().stream().map(Mutant::law).collect(Collectors.toSet());
        assertThat(ContractRun.laws(OnTrial.class).stream().filter(law -> !law.startsWith("Find.")))
                .containsExactlyInAnyOrderElementsOf(caught);
    }

    private static List<Mutant<Supplier<PlainInventory>>> defining() {
        return List.of(
                mutant(
                        "Define.storesTheNew",
                        "takes every new server for one without an agent",
                        () -> new PlainInventory() {
                            @Override
                            AgentState stateOf(Instance instance, @Nullable Row known) {
                                return known == null ? AgentState.notInstalled() : super.stateOf(instance, known);
                            }
                        }),
                mutant(
                        "Define.replacesTheUnobserved",
                        "never replaces the state of an agent",
                        () -> new PlainInventory() {
                            @Override
                            AgentState stateOf(Instance instance, @Nullable Row known) {
                                return known == null
                                        ? instance.agent()
                                        : known.instance().agent();
                            }
                        }),
                mutant("Define.keepsTheObserved", "replaces everything", () -> new PlainInventory() {
                    @Override
                    AgentState stateOf(Instance instance, @Nullable Row known) {
                        return instance.agent();
                    }
                }),
                mutant("Define.keepsTheObserved", "leaves an observed server as it is", () -> new PlainInventory() {
                    @Override
                    Row defined(Instance instance, @Nullable Row known) {
                        return known != null && known.observed() ? known : super.defined(instance, known);
                    }
                }),
                mutant("Define.keepsTheObserved", "keeps an observed state once", () -> new PlainInventory() {
                    @Override
                    Row defined(Instance instance, @Nullable Row known) {
                        return new Row(super.defined(instance, known).instance(), false);
                    }
                }),
                mutant(
                        "Define.keepsWhatWasObservedAsDefined",
                        "takes an equal state for one that was not observed",
                        () -> new PlainInventory() {
                            @Override
                            Row observed(Row known, AgentState state) {
                                return state.equals(known.instance().agent()) ? known : super.observed(known, state);
                            }
                        }),
                mutant("Define.acceptsAThousand", "accepts at most 500 servers", () -> new PlainInventory() {
                    @Override
                    public void define(ProjectId project, Collection<Instance> instances) {
                        super.define(project, instances.stream().limit(500).toList());
                    }
                }),
                mutant(
                        "Define.keepsProjectsApart",
                        "knows in all projects what was observed in one",
                        () -> new PlainInventory() {
                            private final Set<InstanceId> seen = new HashSet<>();

                            @Override
                            Row observed(Row known, AgentState state) {
                                seen.add(known.instance().id());
                                return super.observed(known, state);
                            }

                            @Override
                            AgentState stateOf(Instance instance, @Nullable Row known) {
                                return known != null && seen.contains(instance.id())
                                        ? known.instance().agent()
                                        : super.stateOf(instance, known);
                            }
                        }));
    }

    private static List<Mutant<Supplier<PlainInventory>>> observing() {
        return List.of(
                mutant("Observe.storesEveryState", "loses the version of a stopped agent", () -> new PlainInventory() {
                    @Override
                    Row observed(Row known, AgentState state) {
                        return super.observed(
                                known,
                                state.status() == AgentStatus.STOPPED ? new AgentState(state.status(), null) : state);
                    }
                }),
                mutant("Observe.storesEveryState", "takes the UniAgent for running, too", () -> new PlainInventory() {
                    @Override
                    Row observed(Row known, AgentState state) {
                        Instance from = known.instance();
                        UniAgentStatus uniAgent =
                                state.status() == AgentStatus.UNKNOWN ? UniAgentStatus.SILENT : from.uniAgent();
                        return new Row(new Instance(from.profile(), uniAgent, state), true);
                    }
                }),
                mutant("Observe.leavesOutTheUnknown", "creates an unknown server", Creating::new),
                mutant("Observe.leavesOutTheUnknown", "stops at an unknown server", () -> new PlainInventory() {
                    @Override
                    public synchronized void observe(ProjectId project, Map<InstanceId, AgentState> states) {
                        boolean known = find(project, states.keySet()).size() == states.size();
                        super.observe(project, known ? states : Map.of());
                    }
                }),
                mutant(
                        "Observe.doesNotRememberTheUnknown",
                        "keeps states for servers to come",
                        () -> new PlainInventory() {
                            private final Map<InstanceId, AgentState> early = new HashMap<>();

                            @Override
                            public synchronized void observe(ProjectId project, Map<InstanceId, AgentState> states) {
                                early.putAll(states);
                                super.observe(project, states);
                            }

                            @Override
                            AgentState stateOf(Instance instance, @Nullable Row known) {
                                return early.getOrDefault(instance.id(), super.stateOf(instance, known));
                            }
                        }),
                mutant("Observe.acceptsAThousand", "accepts at most 500 states", () -> new PlainInventory() {
                    @Override
                    public synchronized void observe(ProjectId project, Map<InstanceId, AgentState> states) {
                        super.observe(
                                project,
                                states.entrySet().stream()
                                        .limit(500)
                                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
                    }
                }),
                mutant("Observe.keepsProjectsApart", "changes the server in all projects", () -> new PlainInventory() {
                    @Override
                    public synchronized void observe(ProjectId project, Map<InstanceId, AgentState> states) {
                        super.observe(Invocations.PROJECT, states);
                        super.observe(Invocations.OTHER_PROJECT, states);
                    }
                }),
                mutant(
                        "Observe.losesNothingUnderThreads",
                        "writes a server as it was at the first observation",
                        () -> new PlainInventory() {
                            private final Map<InstanceId, Instance> first = new ConcurrentHashMap<>();

                            // Without the lock on purpose: this is the flaw.
                            @Override
                            @SuppressWarnings("UnsynchronizedOverridesSynchronized")
                            public void observe(ProjectId project, Map<InstanceId, AgentState> states) {
                                find(project, states.keySet()).forEach(first::putIfAbsent);
                                Map<InstanceId, Instance> read = new HashMap<>(first);
                                read.keySet().retainAll(states.keySet());
                                // So the thread that defines has its last word before the others.
                                LockSupport.parkNanos(1_000_000);
                                List<Instance> changed = new ArrayList<>();
                                read.forEach((id, instance) -> changed.add(
                                        InventoryLaws.with(instance, states.getOrDefault(id, instance.agent()))));
                                overwrite(project, changed);
                            }
                        }),
                mutant(
                        "Observe.throwsPortExceptionWhileBroken",
                        "treats a broken inventory as empty",
                        () -> new PlainInventory() {
                            @Override
                            public synchronized Map<AgentVersion, Long> countsByVersion(ProjectId project) {
                                return isBroken() ? Map.of() : super.countsByVersion(project);
                            }
                        }),
                mutant(
                        "Observe.makesAConstantNumberOfRoundTripsToWrite",
                        "observes one server after the other",
                        () -> new PlainInventory() {
                            @Override
                            public synchronized void observe(ProjectId project, Map<InstanceId, AgentState> states) {
                                states.forEach((id, state) -> super.observe(project, Map.of(id, state)));
                            }
                        }));
    }

    private static List<Mutant<Supplier<PlainInventory>>> listing() {
        return List.of(
                mutant("Listing.isEmptyWithoutServers", "counts all projects", () -> new PlainInventory() {
                    @Override
                    Stream<Instance> of(ProjectId project) {
                        return Stream.of(Invocations.PROJECT, Invocations.OTHER_PROJECT)
                                .flatMap(super::of);
                    }
                }),
                mutant("Listing.listsInTheOrderOfIds", "sorts like a dictionary", () -> new PlainInventory() {
                    @Override
                    Comparator<Instance> order() {
                        return Comparator.comparing(i -> i.id().value(), String.CASE_INSENSITIVE_ORDER);
                    }
                }),
                mutant(
                        "Listing.appliesEveryFilter",
                        "ignores the status if there is a version",
                        () -> new PlainInventory() {
                            @Override
                            public synchronized List<Instance> list(
                                    ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
                                return super.list(
                                        project,
                                        new Filter(filter.version() == null ? filter.agent() : null, filter.version()),
                                        after,
                                        limit);
                            }
                        }),
                mutant("Listing.appliesEveryFilter", "filters after it has cut the page", () -> new PlainInventory() {
                    @Override
                    public synchronized List<Instance> list(
                            ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
                        return super.list(project, Filter.none(), after, limit).stream()
                                .filter(filter::matches)
                                .toList();
                    }
                }),
                mutant(
                        "Listing.goesOnAfterAnyId",
                        "begins again after an id that is not there",
                        () -> new PlainInventory() {
                            @Override
                            public synchronized List<Instance> list(
                                    ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
                                boolean known = after != null
                                        && !find(project, List.of(after)).isEmpty();
                                return super.list(project, filter, known ? after : null, limit);
                            }
                        }),
                mutant("Listing.countsEachVersion", "counts running agents only", () -> new PlainInventory() {
                    @Override
                    boolean isCounted(Instance instance) {
                        return instance.agent().status() == AgentStatus.RUNNING && super.isCounted(instance);
                    }
                }),
                mutant("Listing.countsWhatIsObserved", "keeps its first count", () -> new PlainInventory() {
                    private @Nullable Map<AgentVersion, Long> counted;

                    @Override
                    public synchronized Map<AgentVersion, Long> countsByVersion(ProjectId project) {
                        if (counted == null) {
                            counted = super.countsByVersion(project);
                        }
                        return counted;
                    }
                }),
                mutant(
                        "Listing.countsWhatIsObserved",
                        "returns 0 for a version that is gone",
                        () -> new PlainInventory() {
                            private final Set<AgentVersion> seen = new HashSet<>();

                            @Override
                            public synchronized Map<AgentVersion, Long> countsByVersion(ProjectId project) {
                                Map<AgentVersion, Long> counts = new HashMap<>(super.countsByVersion(project));
                                seen.addAll(counts.keySet());
                                seen.forEach(version -> counts.putIfAbsent(version, 0L));
                                return counts;
                            }
                        }));
    }

    private static Mutant<Supplier<PlainInventory>> mutant(String law, String flaw, Supplier<PlainInventory> broken) {
        return new Mutant<>(law, flaw, broken);
    }

    /** Creates a server of which it sees a state. */
    private static final class Creating extends PlainInventory {
        @Override
        public synchronized void observe(ProjectId project, Map<InstanceId, AgentState> states) {
            states.forEach((id, state) -> {
                if (find(project, List.of(id)).isEmpty()) {
                    define(project, List.of(Instances.installable(id.value())));
                }
            });
            super.observe(project, states);
        }
    }

    /** A correct inventory over one map. Each rule is a method of its own, so that a mutant can override one of them. */
    static class PlainInventory implements Inventory {
        private final Map<ProjectId, Map<InstanceId, Row>> rows = new HashMap<>();
        private long roundTrips;
        private boolean broken;

        record Row(Instance instance, boolean observed) {}

        @Override
        public synchronized Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
            call();
            Map<InstanceId, Instance> found = new HashMap<>();
            of(project).filter(instance -> instances.contains(instance.id())).forEach(i -> found.put(i.id(), i));
            return found;
        }

        @Override
        public synchronized void define(ProjectId project, Collection<Instance> instances) {
            call();
            instances.forEach(
                    instance -> rows(project).compute(instance.id(), (id, known) -> defined(instance, known)));
        }

        @Override
        public synchronized void observe(ProjectId project, Map<InstanceId, AgentState> states) {
            call();
            states.forEach((id, state) -> rows(project).computeIfPresent(id, (same, known) -> observed(known, state)));
        }

        @Override
        public synchronized List<Instance> list(
                ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
            call();
            return of(project)
                    .filter(filter::matches)
                    .filter(i -> after == null || i.id().value().compareTo(after.value()) > 0)
                    .sorted(order())
                    .limit(limit)
                    .toList();
        }

        @Override
        public synchronized Map<AgentVersion, Long> countsByVersion(ProjectId project) {
            call();
            Map<AgentVersion, Long> counts = new HashMap<>();
            of(project)
                    .filter(this::isCounted)
                    .forEach(i -> counts.merge(i.agent().version(), 1L, Long::sum));
            return counts;
        }

        Row defined(Instance instance, @Nullable Row known) {
            return new Row(InventoryLaws.with(instance, stateOf(instance, known)), known != null && known.observed());
        }

        AgentState stateOf(Instance instance, @Nullable Row known) {
            return known != null && known.observed() ? known.instance().agent() : instance.agent();
        }

        Row observed(Row known, AgentState state) {
            return new Row(InventoryLaws.with(known.instance(), state), true);
        }

        Stream<Instance> of(ProjectId project) {
            return rows(project).values().stream().map(Row::instance);
        }

        Comparator<Instance> order() {
            return Comparator.comparing(i -> i.id().value());
        }

        boolean isCounted(Instance instance) {
            return instance.agent().version() != null;
        }

        final synchronized void overwrite(ProjectId project, List<Instance> instances) {
            instances.forEach(instance -> rows(project).put(instance.id(), new Row(instance, true)));
        }

        final synchronized void broken(boolean to) {
            broken = to;
        }

        final synchronized boolean isBroken() {
            return broken;
        }

        final synchronized long roundTrips() {
            return roundTrips;
        }

        private Map<InstanceId, Row> rows(ProjectId project) {
            return rows.computeIfAbsent(project, same -> new LinkedHashMap<>());
        }

        private void call() {
            roundTrips++;
            if (broken) {
                throw new PortException("the inventory is down", null);
            }
        }
    }

    /** The contract for the inventory that a test sets. Started by the launcher only. */
    static class OnTrial extends InventoryContract {
        static volatile Supplier<PlainInventory> trial = PlainInventory::new;

        private PlainInventory made = new PlainInventory();

        @Override
        protected Inventory emptyInventory() {
            made = trial.get();
            return made;
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

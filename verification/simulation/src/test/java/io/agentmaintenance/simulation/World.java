package io.agentmaintenance.simulation;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TimeLimits;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** All parts of one run: two or three processes over one store, the servers that they share, their reports, their faults. */
final class World {
    static final TimeLimits LIMITS = TimeLimits.standard();
    static final Validator VALIDATOR = validator();

    /** The least age of what is handed over again. */
    static final Duration AGE = Duration.ofSeconds(30);

    private static final int SMALL_BOUND = 8;
    private static final int MAX_DEPTH = 2;

    /** The greatest drift of a clock, in millionths. */
    private static final int MAX_DRIFT = 100;

    private final Parts parts;
    private final RandomSource random;
    private final EventLog log = new EventLog();
    private final EventCounts counts = new EventCounts();
    private final Timeline timeline = new Timeline();
    private final Ledger ledger = new Ledger(timeline, LIMITS, counts, this::isBounded);
    private final ReportChannel reportChannel = new ReportChannel(this);
    private final Servers servers = new Servers(this);
    private final Processes processes = new Processes(this);
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();
    private final RandomEvents randomEvents = new RandomEvents(this);
    private final Fleet fleet;
    private final InvocationRepository store;
    private final boolean bounded;
    private FaultPlan faults;
    private int lastId;
    private @Nullable InvariantBroken broken;

    World(long seed, Parts parts) {
        this.parts = parts;
        random = new RandomSource(seed);
        faults = FaultPlan.random(random);
        fleet = new Fleet(random);
        bounded = random.chance(0.2);
        store = parts.store(bounded ? SMALL_BOUND : 100_000);
        log.add(faults + (bounded ? ", a bounded store" : ""));
        int machines = random.chance(0.25) ? 3 : 2;
        for (int i = 0; i < machines; i++) {
            int drift = faults.clockIsSet() > 0 ? random.between(-MAX_DRIFT, MAX_DRIFT) : 0;
            nodes.add(new Node(this, List.of("A", "B", "C").get(i), drift));
        }
    }

    Parts parts() {
        return parts;
    }

    RandomSource random() {
        return random;
    }

    EventLog log() {
        return log;
    }

    EventCounts counts() {
        return counts;
    }

    Timeline timeline() {
        return timeline;
    }

    Ledger ledger() {
        return ledger;
    }

    ReportChannel reportChannel() {
        return reportChannel;
    }

    Servers servers() {
        return servers;
    }

    Processes processes() {
        return processes;
    }

    Fleet fleet() {
        return fleet;
    }

    InvocationRepository store() {
        return store;
    }

    RandomEvents randomEvents() {
        return randomEvents;
    }

    List<Node> nodes() {
        return nodes;
    }

    FaultPlan faults() {
        return faults;
    }

    /** Whether the store forgets finished tasks. */
    boolean isBounded() {
        return bounded;
    }

    /** Switches all faults off. */
    void stopFaults() {
        log("faults off");
        counts.add("run");
        faults = FaultPlan.NONE;
        nodes.forEach(node -> node.clock().correct());
    }

    /** A random one of the running processes. */
    Optional<Node> randomNode() {
        List<Node> up = nodes.stream().filter(Node::isUp).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(random.oneOf(up));
    }

    /** The innermost running call. */
    Frame frame() {
        return frames.getFirst();
    }

    /** Makes a call into the core. It returns, fails with the failure of a port, or ends with the crash of its process. */
    void callCore(Node node, String what, Consumer<AgentMaintenance> call) {
        log(node + ": " + what);
        Frame frame = new Frame(node);
        frames.push(frame);
        try {
            callOrFail(node, call, frame);
            checkNotEnded();
            checkAnnounced(frame);
        } catch (Crash crash) {
            if (frames.stream().skip(1).anyMatch(outer -> outer.node() == crash.node())) {
                throw crash;
            }
        } catch (RuntimeException e) {
            throw new InvariantBroken(Invariant.ONLY_PORT_FAILURES_ARE_THROWN, e.toString(), e);
        } finally {
            frames.pop();
        }
    }

    private void callOrFail(Node node, Consumer<AgentMaintenance> call, Frame frame) {
        try {
            call.accept(node.maintenance());
        } catch (PortException e) {
            checkNotEnded();
            log("outage");
            Invariant.ONLY_PORT_FAILURES_ARE_THROWN.check(frame.faults() > 0, () -> "no port has failed, but: " + e);
        }
    }

    /**
     * Makes a call out of the core. The core takes every error of a port for a failure of the port and goes on, so what ends the run is
     * noted, and a crashed process can call no port any more.
     */
    <T> T callPort(Supplier<T> call) {
        checkNotEnded();
        try {
            return call.get();
        } catch (InvariantBroken e) {
            broken = e;
            throw e;
        }
    }

    /** Throws if the process of the running call has crashed, or an invariant is broken. To be called whenever the core has returned. */
    void checkNotEnded() {
        if (broken != null) {
            throw broken;
        }
        if (frame().hasCrashed()) {
            throw new Crash(frame().node());
        }
    }

    /** Lets another event happen while a process waits for a port. */
    void interleave(String port) {
        if (frames.size() < MAX_DEPTH) {
            log("interleaved, at " + port);
            randomEvents.any();
        }
    }

    /** Crashes a process. */
    void crash(Node node, String where) {
        log(node + " crashes " + where);
        node.crash();
        frames.stream().filter(frame -> frame.node() == node).forEach(Frame::crash);
        parts.crashed();
        processes.startLater(node);
    }

    /** Records a report that the work of a task was stopped. */
    void confirmStop(InvocationId id) {
        Task task = ledger.find(id);
        if (task != null) {
            task.stopConfirmed = true;
        }
    }

    boolean isStored(ProjectId project, InvocationId id) {
        return !store.findAll(project, List.of(id)).isEmpty();
    }

    List<InvocationId> nextIds(int count) {
        List<InvocationId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(InvocationId.of("t" + ++lastId));
        }
        frame().newIds().addAll(ids);
        return ids;
    }

    void log(String line) {
        log.add(timeline.now() + "  ".repeat(frames.size()) + " " + line);
    }

    private static void checkAnnounced(Frame frame) {
        Invariant.ANNOUNCED_ONCE.check(
                frame.unsent().isEmpty(), () -> "listeners were not notified: " + frame.unsent());
    }

    private static Validator validator() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            return factory.getValidator();
        }
    }
}

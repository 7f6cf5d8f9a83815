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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** All parts of one run: one or two processes over one store, their fleet, their transport of reports, their faults. */
final class World {
    static final TimeLimits LIMITS = TimeLimits.standard();
    static final Validator VALIDATOR = validator();

    private static final int FORGETFUL = 8;
    private static final int DEEPEST = 2;

    private final Parts parts;
    private final Dice dice;
    private final EventLog log = new EventLog();
    private final Tally tally = new Tally();
    private final Timeline timeline = new Timeline();
    private final Ledger ledger = new Ledger(timeline, LIMITS, tally, this::isForgetful);
    private final Wire wire = new Wire(this);
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Moves moves = new Moves(this);
    private final Fleet fleet;
    private final InvocationRepository store;
    private final boolean forgetful;
    private FaultPlan faults;
    private int lastId;
    private @Nullable InvariantBroken broken;

    World(long seed, Parts parts) {
        this.parts = parts;
        dice = new Dice(seed);
        faults = FaultPlan.any(dice);
        fleet = new Fleet(dice);
        forgetful = dice.falls(0.2);
        store = parts.store(forgetful ? FORGETFUL : 100_000);
        log.add(faults + (forgetful ? ", a forgetful store" : ""));
        nodes.add(new Node(this, "A"));
        if (dice.falls(0.4)) {
            nodes.add(new Node(this, "B"));
        }
    }

    Parts parts() {
        return parts;
    }

    Dice dice() {
        return dice;
    }

    EventLog log() {
        return log;
    }

    Tally tally() {
        return tally;
    }

    Timeline timeline() {
        return timeline;
    }

    Ledger ledger() {
        return ledger;
    }

    Wire wire() {
        return wire;
    }

    Fleet fleet() {
        return fleet;
    }

    InvocationRepository store() {
        return store;
    }

    Moves moves() {
        return moves;
    }

    List<Node> nodes() {
        return nodes;
    }

    FaultPlan faults() {
        return faults;
    }

    /** Whether the store forgets finished tasks. */
    boolean isForgetful() {
        return forgetful;
    }

    /** Switches all faults off. */
    void calmDown() {
        log("calm");
        tally.saw("run");
        faults = FaultPlan.CALM;
        timeline.setClockWrongBy(0);
    }

    /** A random one of the running processes. */
    Optional<Node> anyNode() {
        List<Node> up = nodes.stream().filter(Node::isUp).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(up));
    }

    /** The innermost running call. */
    Frame frame() {
        return frames.getFirst();
    }

    /** Makes a call into the core. It returns, fails with the failure of a port, or ends with the crash of its process. */
    void act(Node node, String what, Consumer<AgentMaintenance> call) {
        log(node + ": " + what);
        Frame frame = new Frame(node);
        frames.push(frame);
        try {
            actOrFail(node, call, frame);
            goOn();
            checkAnnounced(frame);
        } catch (Crash crash) {
            if (frames.stream().skip(1).anyMatch(outer -> outer.node() == crash.node())) {
                throw crash;
            }
        } catch (RuntimeException e) {
            throw new InvariantBroken(Invariant.ONLY_OUTAGES_ARE_THROWN, e.toString(), e);
        } finally {
            frames.pop();
        }
    }

    private void actOrFail(Node node, Consumer<AgentMaintenance> call, Frame frame) {
        try {
            call.accept(node.maintenance());
        } catch (PortException e) {
            goOn();
            log("outage");
            Invariant.ONLY_OUTAGES_ARE_THROWN.check(frame.faults() > 0, () -> "no port has failed, but: " + e);
        }
    }

    /**
     * Makes a call out of the core. The core takes every error of a port for a failure of the port and goes on, so what ends the run is
     * noted, and a dead process reaches nothing any more.
     */
    <T> T outside(Supplier<T> call) {
        goOn();
        try {
            return call.get();
        } catch (InvariantBroken e) {
            broken = e;
            throw e;
        }
    }

    /** Throws if the process of the call under way has died, or an invariant is broken. To be asked whenever the core has returned. */
    void goOn() {
        if (broken != null) {
            throw broken;
        }
        if (frame().isDead()) {
            throw new Crash(frame().node());
        }
    }

    /** Lets another event happen while a process waits for a port. */
    void meanwhile(String port) {
        if (frames.size() < DEEPEST) {
            log("meanwhile, at " + port);
            moves.any();
        }
    }

    /** Crashes a process and schedules its restart. */
    void dies(Node node, String where) {
        log(node + " dies " + where);
        node.die();
        frames.stream().filter(frame -> frame.node() == node).forEach(Frame::die);
        parts.died();
        timeline.after(dice.between(0, 20_000), null, () -> moves.start(node));
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

    List<InvocationId> draw(int count) {
        List<InvocationId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(InvocationId.of("t" + ++lastId));
        }
        frame().drawn().addAll(ids);
        return ids;
    }

    void log(String line) {
        log.add(timeline.now() + "  ".repeat(frames.size()) + " " + line);
    }

    private static void checkAnnounced(Frame frame) {
        Invariant.ANNOUNCED_ONCE.check(frame.owed().isEmpty(), () -> "listeners were not notified: " + frame.owed());
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

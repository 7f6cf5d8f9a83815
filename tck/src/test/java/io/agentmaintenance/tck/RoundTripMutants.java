package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.InvocationCopy.copy;
import static io.agentmaintenance.tck.WriteMutants.mutant;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Repositories that each damage one field. */
final class RoundTripMutants {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private RoundTripMutants() {}

    static List<Mutant<Trial>> all() {
        return List.of(
                storing(
                        "withoutOptionalValues",
                        "has a default for a missing origin",
                        i -> i.origin() == null ? copy(i).origin(Origin.CES).build() : i),
                storing(
                        "atMaximumLength",
                        "truncates names to 64 characters",
                        i -> copy(i).instance(profile(
                                        i.instance(),
                                        cut(i.instance().name(), 64),
                                        i.instance().type()))
                                .build()),
                storing(
                        "everyEnumValue",
                        "has one kind of instance only",
                        i -> copy(i).instance(profile(i.instance(), i.instance().name(), InstanceType.ECS))
                                .build()),
                storing(
                        "everyState",
                        "loses the mark for late reports",
                        i -> copy(i).progress(
                                        progress(i.progress(), i.progress().message(), false))
                                .build()),
                storing(
                        "placeInTheChain",
                        "knows no order but that of the times",
                        i -> copy(i).ordinal(1).build()),
                storing(
                        "everyLineage",
                        "keeps only the root of retries",
                        i -> copy(i).lineage(withoutRoot(i.lineage())).build()),
                storing(
                        "messages",
                        "keeps only characters of at most three bytes",
                        i -> message(i, i.progress().message().replaceAll("[^\\x{0}-\\x{FFFF}]", "?"))),
                storing(
                        "messages",
                        "trims texts",
                        i -> message(i, i.progress().message().strip())),
                storing(
                        "replacedCharacters",
                        "keeps a question mark for a character that was replaced",
                        i -> message(i, i.progress().message().replace('\ufffd', '?'))),
                storing("whoAskedAndWhoBegan", "loses the worker at the end", i -> i.isActive() ? i : begunBy(i, null)),
                storing(
                        "whoAskedAndWhoBegan",
                        "keeps 31 bits of the number of a run",
                        i -> begunBy(i, withShortRun(i.progress().startedBy()))),
                storing(
                        "whoAskedAndWhoBegan",
                        "takes everyone for a caller",
                        i -> copy(i).requestedBy(Actor.caller(i.requestedBy().name()))
                                .build()),
                storing(
                        "theWishToCancel",
                        "loses the wish to cancel at the end",
                        i -> i.isActive() ? i : withoutWish(i)),
                storing("times", "keeps seconds", i -> times(i, t -> t.truncatedTo(ChronoUnit.SECONDS))),
                storing(
                        "times",
                        "stores local times",
                        i -> times(
                                i,
                                t -> LocalDateTime.ofInstant(t, BERLIN)
                                        .atZone(BERLIN)
                                        .toInstant())),
                mutant(
                        "RoundTrip.inEveryAnswer",
                        "reads half of the fields of pending tasks",
                        () -> new PlainRepository() {
                            @Override
                            public List<Invocation> pending(
                                    Instant createdBefore, @Nullable Invocation after, int limit) {
                                return super.pending(createdBefore, after, limit).stream()
                                        .map(i ->
                                                copy(i).lineage(Lineage.none()).build())
                                        .toList();
                            }
                        }));
    }

    /** A repository that changes each invocation before it stores it. */
    private static Mutant<Trial> storing(String law, String flaw, UnaryOperator<Invocation> change) {
        return mutant("RoundTrip." + law, flaw, () -> new PlainRepository() {
            @Override
            void put(Invocation invocation) {
                super.put(change.apply(invocation));
            }
        });
    }

    private static Lineage withoutRoot(Lineage from) {
        return from.retryOf() != null ? from : new Lineage(null, null, from.rollbackOf(), from.retriedBy());
    }

    private static InstanceProfile profile(InstanceProfile from, String name, InstanceType type) {
        return new InstanceProfile(from.id(), name, type, from.intranetIps(), from.elasticIps());
    }

    private static Progress progress(Progress from, String message, boolean late) {
        return new Progress(
                from.status(),
                from.startedAt(),
                from.startedBy(),
                from.endedAt(),
                from.cancelRequestedAt(),
                from.updatedAt(),
                message,
                late);
    }

    private static Invocation message(Invocation i, String message) {
        return copy(i).progress(progress(i.progress(), message, i.progress().late()))
                .build();
    }

    private static Invocation times(Invocation i, UnaryOperator<Instant> kept) {
        Progress from = i.progress();
        Progress progress = new Progress(
                from.status(),
                from.startedAt() == null ? null : kept.apply(from.startedAt()),
                from.startedBy(),
                from.endedAt() == null ? null : kept.apply(from.endedAt()),
                from.cancelRequestedAt() == null ? null : kept.apply(from.cancelRequestedAt()),
                kept.apply(from.updatedAt()),
                from.message(),
                from.late());
        return copy(i).createdAt(kept.apply(i.createdAt())).progress(progress).build();
    }

    private static Invocation begunBy(Invocation i, @Nullable Worker worker) {
        Progress from = i.progress();
        return copy(i).progress(new Progress(
                        from.status(),
                        from.startedAt(),
                        worker,
                        from.endedAt(),
                        from.cancelRequestedAt(),
                        from.updatedAt(),
                        from.message(),
                        from.late()))
                .build();
    }

    private static @Nullable Worker withShortRun(@Nullable Worker worker) {
        return worker == null ? null : new Worker(worker.process(), worker.run() & Integer.MAX_VALUE);
    }

    private static Invocation withoutWish(Invocation i) {
        Progress from = i.progress();
        return copy(i).progress(new Progress(
                        from.status(),
                        from.startedAt(),
                        from.startedBy(),
                        from.endedAt(),
                        null,
                        from.updatedAt(),
                        from.message(),
                        from.late()))
                .build();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}

package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plain list of invocations of two projects, and every combination of filters with the expected answer. */
final class FilterModel {
    private static final int SIZE = 240;
    private static final int SERVERS = 12;
    private static final List<InvocationStatus> ENDS = Stream.of(InvocationStatus.values())
            .filter(status -> !status.isActive())
            .toList();
    private static final List<InvocationType> TYPES = List.of(InvocationType.values());

    private final StoreLaws laws;
    // A fixed seed, so that a failure can be repeated.
    private final Random random = new Random(20261123);
    private final List<Invocation> newestFirst = new ArrayList<>();

    FilterModel(StoreLaws laws) {
        this.laws = laws;
    }

    /** Stores the same invocations in the repository and in the list. */
    void store() {
        Map<String, Invocation> latest = new HashMap<>();
        for (int number = 0; number < SIZE; number++) {
            ProjectId project = number % 3 == 0 ? OTHER_PROJECT : PROJECT;
            int server = random.nextInt(SERVERS);
            InvocationType type = TYPES.get(random.nextInt(TYPES.size()));
            String place = project + "/" + server;
            // Each id is used in both projects.
            Invocation wish = Invocations.invocation("t-" + number / 3 + "-" + number % 2, "replaced")
                    .project(project)
                    .instance(server(server))
                    .type(type, type == InvocationType.RETRY ? Operation.UPDATE : Operation.valueOf(type.name()))
                    .build();
            Invocation before = latest.get(place);
            if (before != null) {
                end(before);
            }
            Invocation accepted = laws.given(StoreLaws.after(before == null ? null : now(before), wish));
            latest.put(place, accepted);
            newestFirst.add(0, accepted);
        }
        latest.values().stream()
                .filter(task -> random.nextBoolean())
                .forEach(task -> change(task, task.start(Invocations.later(task))));
    }

    private void end(Invocation accepted) {
        InvocationStatus end = ENDS.get(random.nextInt(ENDS.size()));
        Invocations.path(accepted, end).forEach(step -> change(accepted, step));
    }

    private void change(Invocation accepted, InvocationChange step) {
        Invocation now = laws.given(step);
        newestFirst.replaceAll(i -> isSame(i, accepted) ? now : i);
    }

    private Invocation now(Invocation accepted) {
        return newestFirst.stream().filter(i -> isSame(i, accepted)).findFirst().orElseThrow();
    }

    private static boolean isSame(Invocation one, Invocation other) {
        return one.id().equals(other.id()) && one.project().equals(other.project());
    }

    List<InvocationQuery> questions() {
        List<InvocationQuery> questions = new ArrayList<>();
        InvocationId known = newestFirst.get(SIZE / 2).id();
        for (@Nullable InstanceId instance : orNull(InstanceId.of("web-3"), InstanceId.of("web-4"), InstanceId.of("none"))) {
            for (@Nullable InstanceType kind : orNull(InstanceType.values())) {
                for (@Nullable InvocationId id : orNull(known, InvocationId.of("none"))) {
                    for (@Nullable InvocationType type : orNull(InvocationType.values())) {
                        questions.add(new InvocationQuery(PROJECT, instance, kind, id, type, 0, 100));
                        questions.add(new InvocationQuery(PROJECT, instance, kind, id, type, 2, 3));
                    }
                }
            }
        }
        questions.addAll(questionsOfStatus());
        questions.add(InvocationQuery.newest(OTHER_PROJECT));
        return questions;
    }

    private static List<InvocationQuery> questionsOfStatus() {
        List<InvocationQuery> questions = new ArrayList<>();
        for (InvocationStatus status : InvocationStatus.values()) {
            for (@Nullable InstanceId instance : orNull(InstanceId.of("web-3"))) {
                for (@Nullable InstanceType kind : orNull(InstanceType.values())) {
                    for (@Nullable InvocationType type : orNull(InvocationType.values())) {
                        questions.add(new InvocationQuery(PROJECT, instance, kind, null, type, status, 0, 100));
                        questions.add(new InvocationQuery(PROJECT, instance, kind, null, type, status, 1, 2));
                    }
                }
            }
        }
        return questions;
    }

    InvocationPage answer(InvocationQuery query) {
        List<Invocation> matching = newestFirst.stream().filter(query::matches).toList();
        return new InvocationPage(
                matching.stream().skip(query.offset()).limit(query.limit()).toList(), matching.size());
    }

    private static InstanceProfile server(int number) {
        InstanceId id = InstanceId.of("web-" + number);
        InstanceType kind = number % 2 == 0 ? InstanceType.ECS : InstanceType.BMS;
        return new InstanceProfile(id, "Server " + number, kind, List.of("10.0.0." + number), List.of());
    }

    @SafeVarargs
    static <T> List<@Nullable T> orNull(T... values) {
        List<@Nullable T> all = new ArrayList<>();
        for (T value : values) {
            all.add(value);
        }
        all.add(null);
        return all;
    }
}

package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A plain list of invocations of two projects, and every combination of filters with the expected answer. */
final class FilterModel {
    private static final int SIZE = 240;
    private static final int SERVERS = 12;
    private static final List<InvocationType> TYPES = List.of(InvocationType.values());

    private final RepositoryLaws laws;
    // A fixed seed, so that a failure can be repeated.
    private final Random random = new Random(20261123);
    private final List<Invocation> newestFirst = new ArrayList<>();

    FilterModel(RepositoryLaws laws) {
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
            Invocation accepted = laws.given(RepositoryLaws.after(latest.get(place), wish));
            Invocation ended = laws.given(accepted.cancel(Invocations.later(accepted), "Canceled."));
            latest.put(place, ended);
            newestFirst.add(0, ended);
        }
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
        questions.add(InvocationQuery.newest(OTHER_PROJECT));
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
    private static <T> List<@Nullable T> orNull(T... values) {
        List<@Nullable T> all = new ArrayList<>();
        for (T value : values) {
            all.add(value);
        }
        all.add(null);
        return all;
    }
}

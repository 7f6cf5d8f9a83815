package io.agentmaintenance.application.port.in;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.fixture.World;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A command of raw values")
class RawCommandsTest {
    private static final String LONG = "a".repeat(65);
    private static final String ID_FORM = "must match ^[a-zA-Z0-9-]{1,64}$";
    private static final String VERSION_FORM = "must match ^[0-9A-Za-z_.-]{1,64}$";

    // As an embedding host makes it: the class path of these tests has no expression language.
    private static final Validator VALIDATOR = validator();

    private final World world = new World(VALIDATOR);

    private static Validator validator() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            return factory.getValidator();
        }
    }

    /** A create command, well-formed by default. */
    private static final class Create {
        private @Nullable String type = "INSTALL";
        private @Nullable String target;
        private @Nullable List<@Nullable String> instances = List.of("s1");
        private @Nullable List<@Nullable String> invocations;
        private @Nullable String versionType;
        private @Nullable String version;
        private @Nullable String origin;
        private Actor caller = Actor.unknownCaller();

        private static Create ofServers(String type) {
            Create command = new Create();
            command.type = type;
            return command;
        }

        private static Create ofTasks(String type) {
            Create command = ofServers(type);
            command.instances = null;
            command.invocations = List.of("t1");
            return command;
        }

        private Create type(@Nullable String value) {
            type = value;
            return this;
        }

        private Create target(String value) {
            target = value;
            return this;
        }

        private Create instances(@Nullable List<@Nullable String> value) {
            instances = value;
            return this;
        }

        private Create invocations(@Nullable List<@Nullable String> value) {
            invocations = value;
            return this;
        }

        private Create versionType(String value) {
            versionType = value;
            return this;
        }

        private Create version(String value) {
            version = value;
            return this;
        }

        private Create origin(String value) {
            origin = value;
            return this;
        }

        private Create caller(Actor value) {
            caller = value;
            return this;
        }

        @SuppressWarnings(
                "NullAway") // The compiler drops @Nullable inside the list from a record's canonical constructor.
        private CreateInvocationsCommand build() {
            return new CreateInvocationsCommand(
                    PROJECT, type, target, instances, invocations, versionType, version, origin, caller);
        }
    }

    @Nested
    @DisplayName("that creates tasks")
    class Creating {
        static Stream<Arguments> brokenOneByOne() {
            String types = "one of INSTALL, UPDATE, ROLLBACK, RETRY";
            return Stream.of(
                    broken(install().type(null), "invocationType is required: " + types),
                    broken(install().type(""), "invocationType must be " + types),
                    broken(install().type("install"), "invocationType must be " + types),
                    broken(install().type("REMOVE"), "invocationType must be " + types),
                    notOffered("REMOTE_INSTALL"),
                    notOffered("SET_REMOTE_INSTALLER"),
                    notOffered("SET_REMOTE_INSTALL_HOST"),
                    broken(install().target("Telescope"), "invocationTarget must be telescope"),
                    broken(install().target(""), "invocationTarget must be telescope"),
                    broken(install().instances(null), "instanceIds is required for INSTALL: 1 to 100 IDs"),
                    broken(update().instances(List.of()), "instanceIds is required for UPDATE: 1 to 100 IDs"),
                    broken(install().instances(ids(101)), "instanceIds must have 1 to 100 elements"),
                    broken(install().instances(idsWith(57, "a_b")), "instanceIds[57] " + ID_FORM),
                    broken(install().instances(idsWith(99, LONG)), "instanceIds[99] " + ID_FORM),
                    broken(install().instances(idsWith(0, "")), "instanceIds[0] " + ID_FORM),
                    broken(install().instances(idsWith(5, null)), "instanceIds[5] " + ID_FORM),
                    broken(install().invocations(List.of("t1")), "invocationIds must be absent or empty for INSTALL"),
                    broken(rollback().invocations(null), "invocationIds is required for ROLLBACK: 1 to 100 IDs"),
                    broken(retry().invocations(List.of()), "invocationIds is required for RETRY: 1 to 100 IDs"),
                    broken(retry().invocations(ids(101)), "invocationIds must have 1 to 100 elements"),
                    broken(rollback().invocations(idsWith(57, "a b")), "invocationIds[57] " + ID_FORM),
                    broken(rollback().instances(List.of("s1")), "instanceIds must be absent or empty for ROLLBACK"),
                    broken(retry().instances(List.of("s1")), "instanceIds must be absent or empty for RETRY"),
                    broken(install().versionType("BASIC"), "versionType must be one of BASIC_VERSION, ADVANCE_VERSION"),
                    broken(rollback().versionType("BASIC_VERSION"), "versionType does not apply to ROLLBACK"),
                    broken(install().version(""), "version " + VERSION_FORM),
                    broken(install().version("2.7/1"), "version " + VERSION_FORM),
                    broken(update().version(LONG), "version " + VERSION_FORM),
                    broken(retry().version("2.7.1"), "version does not apply to RETRY"),
                    broken(install().origin("ces"), "origin must be one of CES, APICOM_BMS, ADMIN_SERVER"));
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource("brokenOneByOne")
        @DisplayName("is rejected with a message for each constraint that it breaks, and nothing is created")
        void isRejectedWithEachConstraintBroken(Create command, String violation) {
            world.with("s1", noAgent());

            assertThat(violations(world.maintenance.requests().create(command.build())))
                    .containsExactly(violation);
            assertThat(violations(world.maintenance.requests().plan(command.build())))
                    .containsExactly(violation);
            assertThat(texts(world.maintenance.requests().validate(command.build())))
                    .containsExactly(violation);
            assertThat(world.calls.log()).isEmpty();
        }

        static Stream<Arguments> wellFormed() {
            return Stream.of(
                    Arguments.of("the least that is needed", install()),
                    Arguments.of(
                            "everything",
                            install().target("telescope").version("2.7.1").origin("ADMIN_SERVER")),
                    Arguments.of("an empty list beside the other", install().invocations(List.of())),
                    Arguments.of(
                            "a hundred servers", update().instances(ids(100)).versionType("ADVANCE_VERSION")),
                    Arguments.of("the longest id", install().instances(List.of("a".repeat(64)))),
                    Arguments.of("a rollback", rollback()),
                    Arguments.of("a retry with an empty list", retry().instances(List.of())));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("wellFormed")
        @DisplayName("is accepted if it is well-formed")
        void isAcceptedIfWellFormed(String what, Create command) {
            CreateInvocationsCommand raw = command.build();
            int items = Stream.of(raw.instanceIds(), raw.invocationIds())
                    .mapToInt(list -> list == null ? 0 : list.size())
                    .sum();

            assertThat(value(world.maintenance.requests().create(raw)).size()).isEqualTo(items);
            assertThat(value(world.maintenance.requests().plan(raw)).items()).hasSize(items);
        }

        @Test
        @DisplayName("pass on who makes the request, and listeners hear of what is refused to it")
        void passOnTheCaller() {
            world.with("s1", noAgent());

            value(world.maintenance
                    .requests()
                    .create(install()
                            .instances(List.of("s1", "nope"))
                            .caller(Actor.caller("ann"))
                            .build()));

            assertThat(world.task("t1").requestedBy()).isEqualTo(Actor.caller("ann"));
            assertThat(world.listener.refused()).containsExactly("project1 INSTALL nope INSTANCE_NOT_FOUND");
        }

        @Test
        @DisplayName("is translated field by field")
        void isTranslatedFieldByField() {
            world.with("s1", noAgent()).with("s2", agentRunning("2.4.1"));
            BatchResult installed = value(world.maintenance
                    .requests()
                    .create(install().version("2.4.1").origin("APICOM_BMS").build()));
            value(world.maintenance
                    .requests()
                    .create(update().instances(List.of("s2"))
                            .versionType("ADVANCE_VERSION")
                            .build()));

            Invocation install = installed.accepted().get(0);
            assertThat(install.type()).isEqualTo(InvocationType.INSTALL);
            assertThat(install.versions().target()).isEqualTo(version("2.4.1"));
            assertThat(install.origin()).isEqualTo(Origin.APICOM_BMS);
            assertThat(world.task("t2").versions().target()).isEqualTo(version("3.0.1"));
            assertThat(world.task("t2").origin()).isNull();

            world.fails("t1");
            world.succeeds("t2");
            assertThat(value(world.maintenance.requests().create(retry().build()))
                            .accepted())
                    .extracting(Invocation::type)
                    .containsExactly(InvocationType.RETRY);
            assertThat(value(world.maintenance
                                    .requests()
                                    .create(rollback()
                                            .invocations(List.of("t2"))
                                            .build()))
                            .accepted())
                    .extracting(Invocation::type)
                    .containsExactly(InvocationType.ROLLBACK);
        }

        @Test
        @DisplayName("copies its lists")
        void copiesItsLists() {
            List<@Nullable String> ids = new ArrayList<>(List.of("s1"));
            CreateInvocationsCommand command = install().instances(ids).build();
            ids.add(null);

            assertThat(command.instanceIds()).containsExactly("s1");
        }

        private static Arguments notOffered(String type) {
            return broken(
                    install().type(type),
                    "invocationType must be one of INSTALL, UPDATE, ROLLBACK, RETRY; " + type + " is not offered here");
        }

        private static Create install() {
            return Create.ofServers("INSTALL");
        }

        private static Create update() {
            return Create.ofServers("UPDATE");
        }

        private static Create rollback() {
            return Create.ofTasks("ROLLBACK");
        }

        private static Create retry() {
            return Create.ofTasks("RETRY");
        }
    }

    @Nested
    @DisplayName("with several violations")
    class Several {
        @Test
        @DisplayName("is rejected with all of them, in the order of the fields and of the list elements")
        void reportsAllViolationsInTheOrderOfTheFields() {
            Create command = Create.ofServers("ROLLBACK")
                    .target("x")
                    .instances(Arrays.asList("ok", "?", "ok", null, "ok", "ok", "ok", "ok", "ok", "ok", "?"))
                    .invocations(List.of("?"))
                    .versionType("x")
                    .version("?")
                    .origin("x");

            for (int i = 0; i < 20; i++) {
                assertThat(violations(world.maintenance.requests().create(command.build())))
                        .containsExactly(
                                "invocationTarget must be telescope",
                                "instanceIds must be absent or empty for ROLLBACK",
                                "instanceIds[1] " + ID_FORM,
                                "instanceIds[3] " + ID_FORM,
                                "instanceIds[10] " + ID_FORM,
                                "invocationIds[0] " + ID_FORM,
                                "versionType does not apply to ROLLBACK",
                                "versionType must be one of BASIC_VERSION, ADVANCE_VERSION",
                                "version does not apply to ROLLBACK",
                                "version " + VERSION_FORM,
                                "origin must be one of CES, APICOM_BMS, ADMIN_SERVER");
            }
        }

        @Test
        @DisplayName("is rejected with them in the order of the list elements, whatever order the validator returns")
        void reportsViolationsInTheOrderOfTheElements() {
            List<@Nullable String> ids = ids(100);
            List.of(2, 10, 99).forEach(index -> ids.set(index, "?"));
            World unordered = new World(backwards(VALIDATOR));

            assertThat(violations(unordered
                            .maintenance
                            .requests()
                            .create(Create.ofServers("INSTALL").instances(ids).build())))
                    .containsExactly(
                            "instanceIds[2] " + ID_FORM, "instanceIds[10] " + ID_FORM, "instanceIds[99] " + ID_FORM);
        }

        /** Jakarta Validation promises no order of the violations. */
        private static Validator backwards(Validator validator) {
            return (Validator) Proxy.newProxyInstance(
                    Validator.class.getClassLoader(), new Class<?>[] {Validator.class}, (proxy, method, args) -> {
                        Object answer = method.invoke(validator, args);
                        if (answer instanceof Set<?> violations) {
                            List<Object> turned = new ArrayList<>(violations);
                            turned.sort(Comparator.comparing(Object::toString).reversed());
                            return new LinkedHashSet<>(turned);
                        }
                        return answer;
                    });
        }

        @Test
        @DisplayName("is rejected only for its type if that type is unknown")
        void reportsOnlyTheTypeIfTheTypeIsUnknown() {
            Create command = Create.ofServers("x").instances(null).invocations(null);

            assertThat(violations(world.maintenance.requests().create(command.build())))
                    .containsExactly("invocationType must be one of INSTALL, UPDATE, ROLLBACK, RETRY");
        }

        @Test
        @DisplayName("is rejected without a check of the elements if a list is too long")
        void doesNotCheckTheElementsOfATooLongList() {
            Create command = Create.ofServers("INSTALL").instances(Collections.nCopies(5000, "?"));

            assertThat(violations(world.maintenance.requests().create(command.build())))
                    .containsExactly("instanceIds must have 1 to 100 elements");
        }
    }

    @Nested
    @DisplayName("that finds tasks")
    class Finding {
        static Stream<Arguments> brokenOneByOne() {
            return Stream.of(
                    broken(find(1, "a_b"), "instanceId " + ID_FORM),
                    broken(find(1, ""), "instanceId " + ID_FORM),
                    broken(find(2, "ecs"), "instanceType must be one of ECS, BMS"),
                    broken(find(3, "-t"), "invocationId must match ^[0-9A-Za-z][0-9A-Za-z_-]*$"),
                    broken(find(4, "x"), "invocationType must be one of INSTALL, UPDATE, ROLLBACK, RETRY"),
                    broken(find(5, "x"), "invocationTarget must be telescope"));
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource("brokenOneByOne")
        @DisplayName("is rejected with a message for each constraint that it breaks")
        void isRejectedWithEachConstraintBroken(FindInvocationsCommand command, String violation) {
            assertThat(violations(world.maintenance.invocations().find(command)))
                    .containsExactly(violation);
            assertThat(texts(world.maintenance.invocations().validate(command))).containsExactly(violation);
        }

        @Test
        @DisplayName("throws IllegalArgumentException if the offset or the limit is out of bounds")
        void throwsForAnOffsetOrLimitOutOfBounds() {
            for (FindInvocationsCommand command :
                    List.of(page(-1, 1), page(InvocationQuery.MAX_OFFSET + 1, 1), page(0, 0), page(0, 101))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> world.maintenance.invocations().find(command));
            }
        }

        @Test
        @DisplayName("returns all tasks if it has no filters")
        void needsNoFilters() {
            put(150);

            InvocationPage page = value(world.maintenance.invocations().find(find(5, "telescope")));

            assertThat(page.invocations()).hasSize(100).first().isEqualTo(world.task("t149"));
            assertThat(page.count()).isEqualTo(150);
        }

        @Test
        @DisplayName("is translated field by field")
        void isTranslatedFieldByField() {
            put(5);
            FindInvocationsCommand all =
                    new FindInvocationsCommand(PROJECT, "s3", "ECS", "t3", "INSTALL", "telescope", 0, 100);

            assertThat(page(all).invocations()).containsExactly(world.task("t3"));
            assertThat(page(find(1, "s2")).count()).isEqualTo(1);
            assertThat(page(find(2, InstanceType.BMS.name())).count()).isZero();
            assertThat(page(find(3, "t4")).invocations()).containsExactly(world.task("t4"));
            assertThat(page(find(4, "UPDATE")).count()).isZero();
            assertThat(page(page(4, 100)).invocations()).containsExactly(world.task("t0"));
            assertThat(page(page(InvocationQuery.MAX_OFFSET, 100)).invocations())
                    .isEmpty();
            assertThat(page(page(0, 2)).invocations()).containsExactly(world.task("t4"), world.task("t3"));
        }

        @Test
        @DisplayName("returns nothing for an id that no task can have, without a call of the store")
        void returnsNothingForAnIdThatNoTaskCanHave() {
            put(1);

            assertThat(page(find(3, "a_b"))).isEqualTo(InvocationPage.empty());
            assertThat(page(find(3, "a".repeat(200)))).isEqualTo(InvocationPage.empty());
            assertThat(world.calls.log()).isEmpty();
        }

        private InvocationPage page(FindInvocationsCommand command) {
            return value(world.maintenance.invocations().find(command));
        }

        private void put(int count) {
            for (int i = 0; i < count; i++) {
                world.repository.put(aTask("t" + i).on("s" + i).pending());
            }
        }

        /** A query with one filter set. */
        private static FindInvocationsCommand find(int index, @Nullable String value) {
            @Nullable String[] filters = new String[6];
            filters[index] = value;
            return new FindInvocationsCommand(
                    PROJECT, filters[1], filters[2], filters[3], filters[4], filters[5], 0, 100);
        }

        private static FindInvocationsCommand page(long offset, int limit) {
            return new FindInvocationsCommand(PROJECT, null, null, null, null, null, offset, limit);
        }
    }

    @Nested
    @DisplayName("that queries agents")
    class Querying {
        static Stream<Arguments> brokenOneByOne() {
            return Stream.of(
                    broken(query(null, null, null, null), "instanceIds is required: 1 to 2000 IDs"),
                    broken(query(List.of(), null, null, null), "instanceIds must have 1 to 2000 elements"),
                    broken(query(ids(2001), null, null, null), "instanceIds must have 1 to 2000 elements"),
                    broken(query(idsWith(57, null), null, null, null), "instanceIds[57] " + ID_FORM),
                    broken(
                            query(List.of("s1"), "RUNNING", null, null),
                            "uniagentStatus must be one of none, running, silent, unknown"),
                    broken(query(List.of("s1"), null, "x", null), "extensionName must be telescope"),
                    broken(
                            query(List.of("s1"), null, null, "silent"),
                            "extensionStatus must be one of none, running, stopped, fault, unknown"));
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource("brokenOneByOne")
        @DisplayName("is rejected with a message for each constraint that it breaks")
        void isRejectedWithEachConstraintBroken(QueryAgentStatusesCommand command, String violation) {
            assertThat(violations(world.maintenance.agentStatuses().query(command)))
                    .containsExactly(violation);
            assertThat(texts(world.maintenance.agentStatuses().validate(command)))
                    .containsExactly(violation);
        }

        @Test
        @DisplayName("is translated field by field")
        void isTranslatedFieldByField() {
            world.with("s1", agentRunning("2.4.1")).with("s2", noAgent());
            world.directory.put("s3", UniAgentStatus.SILENT, noAgent());

            assertThat(found(null, null)).containsExactly("s1", "s2", "s3");
            assertThat(found("silent", null)).containsExactly("s3");
            assertThat(found(null, "running")).containsExactly("s1");
            assertThat(found("running", "none")).containsExactly("s2");
            assertThat(found("unknown", "fault")).isEmpty();
        }

        private List<String> found(@Nullable String uniAgent, @Nullable String agent) {
            List<Instance> found = value(world.maintenance
                    .agentStatuses()
                    .query(query(List.of("s1", "s2", "s3"), uniAgent, "telescope", agent)));
            return found.stream().map(i -> i.id().value()).toList();
        }

        @SuppressWarnings(
                "NullAway") // The compiler drops @Nullable inside the list from a record's canonical constructor.
        private static QueryAgentStatusesCommand query(
                @Nullable List<@Nullable String> ids,
                @Nullable String uniAgent,
                @Nullable String extension,
                @Nullable String status) {
            return new QueryAgentStatusesCommand(PROJECT, ids, uniAgent, extension, status);
        }
    }

    @Test
    @DisplayName("needs no expression language on the class path")
    void needsNoExpressionLanguage() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("jakarta.el.ExpressionFactory"));
    }

    @Test
    @DisplayName("throws an exception that names the validator if there is none")
    void needsAValidator() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new World()
                        .maintenance
                        .requests()
                        .create(Create.ofServers("INSTALL").build()))
                .withMessageContaining("validator");
    }

    @Test
    @DisplayName("gets an answer that is given or rejected, and both can be folded")
    void foldsAnAnswerThatIsGivenOrRejected() {
        Answer<String> given = new Answer.Given<>("yes");
        List<Violation> violations = new ArrayList<>(List.of(new Violation("version", "is wrong")));
        Answer<String> rejected = new Answer.Rejected<>(violations);
        violations.clear();

        assertThat(given.<String>fold(v -> v, r -> r.get(0).path())).isEqualTo("yes");
        assertThat(rejected.<String>fold(v -> v, r -> r.get(0).path())).isEqualTo("version");
        assertThatIllegalArgumentException().isThrownBy(() -> new Answer.Rejected<>(violations));
    }

    private static Arguments broken(Object command, String violation) {
        return Arguments.of(command, violation);
    }

    private static List<String> violations(Answer<?> answer) {
        return answer.fold(
                value -> {
                    throw new AssertionError("given: " + value);
                },
                RawCommandsTest::texts);
    }

    private static List<String> texts(List<Violation> violations) {
        return violations.stream().map(v -> v.path() + " " + v.message()).toList();
    }

    private static <T> T value(Answer<T> answer) {
        return answer.fold(value -> value, violations -> {
            throw new AssertionError("rejected: " + violations);
        });
    }

    private static List<@Nullable String> ids(int count) {
        return new ArrayList<>(Collections.nCopies(count, "s1"));
    }

    private static List<@Nullable String> idsWith(int index, @Nullable String wrong) {
        List<@Nullable String> ids = ids(100);
        ids.set(index, wrong);
        return ids;
    }
}

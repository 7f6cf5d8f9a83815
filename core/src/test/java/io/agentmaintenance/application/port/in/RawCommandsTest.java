package io.agentmaintenance.application.port.in;

import static io.agentmaintenance.domain.RequestReason.BODY_INVALID;
import static io.agentmaintenance.domain.RequestReason.INSTANCE_IDS_INVALID;
import static io.agentmaintenance.domain.RequestReason.INVOCATION_IDS_INVALID;
import static io.agentmaintenance.domain.RequestReason.INVOCATION_TARGET_INVALID;
import static io.agentmaintenance.domain.RequestReason.INVOCATION_TYPE_INVALID;
import static io.agentmaintenance.domain.RequestReason.ORIGIN_INVALID;
import static io.agentmaintenance.domain.RequestReason.PROJECT_ID_INVALID;
import static io.agentmaintenance.domain.RequestReason.QUERY_INVALID;
import static io.agentmaintenance.domain.RequestReason.VERSION_INVALID;
import static io.agentmaintenance.domain.RequestReason.VERSION_TYPE_INVALID;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.Words.PROJECT;
import static io.agentmaintenance.fixture.Words.agentRunning;
import static io.agentmaintenance.fixture.Words.noAgent;
import static io.agentmaintenance.fixture.Words.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.RequestReason;
import io.agentmaintenance.domain.RequestRefusal;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.Violation;
import io.agentmaintenance.fixture.World;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Raw commands")
class RawCommandsTest {
    private static final String LONG = "a".repeat(65);
    private static final String PROJECT_FORM = "must match ^[a-z0-9]{1,64}$";
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

    /** A create command, well-formed unless told otherwise. */
    private static final class Create {
        private @Nullable String project = PROJECT.value();
        private @Nullable String type = "INSTALL";
        private @Nullable String target;
        private @Nullable List<@Nullable String> instances = List.of("s1");
        private @Nullable List<@Nullable String> invocations;
        private @Nullable String versionType;
        private @Nullable String version;
        private @Nullable String origin;
        private List<Violation> unreadable = List.of();

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

        private Create project(@Nullable String value) {
            project = value;
            return this;
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

        private Create unreadable(String field, String message) {
            unreadable = Stream.concat(unreadable.stream(), Stream.of(new Violation(field, message)))
                    .toList();
            return this;
        }

        @SuppressWarnings(
                "NullAway") // The compiler drops @Nullable inside the list from a record's canonical constructor.
        private CreateInvocationsCommand build() {
            return new CreateInvocationsCommand(
                    project, type, target, instances, invocations, versionType, version, origin, unreadable);
        }
    }

    @Nested
    @DisplayName("to create invocations")
    class Creating {
        static Stream<Arguments> brokenOneByOne() {
            String types = "one of INSTALL, UPDATE, ROLLBACK, RETRY";
            return Stream.of(
                    broken(install().project(null), PROJECT_ID_INVALID, "project_id is required"),
                    broken(install().project(""), PROJECT_ID_INVALID, "project_id " + PROJECT_FORM),
                    broken(install().project("UPPER"), PROJECT_ID_INVALID, "project_id " + PROJECT_FORM),
                    broken(install().project(LONG), PROJECT_ID_INVALID, "project_id " + PROJECT_FORM),
                    broken(install().type(null), INVOCATION_TYPE_INVALID, "invocation_type is required: " + types),
                    broken(install().type(""), INVOCATION_TYPE_INVALID, "invocation_type must be " + types),
                    broken(install().type("install"), INVOCATION_TYPE_INVALID, "invocation_type must be " + types),
                    broken(install().type("REMOVE"), INVOCATION_TYPE_INVALID, "invocation_type must be " + types),
                    notOffered("REMOTE_INSTALL"),
                    notOffered("SET_REMOTE_INSTALLER"),
                    notOffered("SET_REMOTE_INSTALL_HOST"),
                    broken(
                            install().target("Telescope"),
                            INVOCATION_TARGET_INVALID,
                            "invocation_target must be telescope"),
                    broken(install().target(""), INVOCATION_TARGET_INVALID, "invocation_target must be telescope"),
                    broken(
                            install().instances(null),
                            INSTANCE_IDS_INVALID,
                            "instance_ids is required for INSTALL: 1 to 100 IDs"),
                    broken(
                            update().instances(List.of()),
                            INSTANCE_IDS_INVALID,
                            "instance_ids is required for UPDATE: 1 to 100 IDs"),
                    broken(
                            install().instances(ids(101)),
                            INSTANCE_IDS_INVALID,
                            "instance_ids must have 1 to 100 elements"),
                    broken(
                            install().instances(idsWith(57, "a_b")),
                            INSTANCE_IDS_INVALID,
                            "instance_ids[57] " + ID_FORM),
                    broken(install().instances(idsWith(99, LONG)), INSTANCE_IDS_INVALID, "instance_ids[99] " + ID_FORM),
                    broken(install().instances(idsWith(0, "")), INSTANCE_IDS_INVALID, "instance_ids[0] " + ID_FORM),
                    broken(install().instances(idsWith(5, null)), INSTANCE_IDS_INVALID, "instance_ids[5] " + ID_FORM),
                    broken(
                            install().invocations(List.of("t1")),
                            INVOCATION_IDS_INVALID,
                            "invocation_ids must be absent or empty for INSTALL"),
                    broken(
                            rollback().invocations(null),
                            INVOCATION_IDS_INVALID,
                            "invocation_ids is required for ROLLBACK: 1 to 100 IDs"),
                    broken(
                            retry().invocations(List.of()),
                            INVOCATION_IDS_INVALID,
                            "invocation_ids is required for RETRY: 1 to 100 IDs"),
                    broken(
                            retry().invocations(ids(101)),
                            INVOCATION_IDS_INVALID,
                            "invocation_ids must have 1 to 100 elements"),
                    broken(
                            rollback().invocations(idsWith(57, "a b")),
                            INVOCATION_IDS_INVALID,
                            "invocation_ids[57] " + ID_FORM),
                    broken(
                            rollback().instances(List.of("s1")),
                            INSTANCE_IDS_INVALID,
                            "instance_ids must be absent or empty for ROLLBACK"),
                    broken(
                            retry().instances(List.of("s1")),
                            INSTANCE_IDS_INVALID,
                            "instance_ids must be absent or empty for RETRY"),
                    broken(
                            install().versionType("BASIC"),
                            VERSION_TYPE_INVALID,
                            "version_type must be one of BASIC_VERSION, ADVANCE_VERSION"),
                    broken(
                            rollback().versionType("BASIC_VERSION"),
                            VERSION_TYPE_INVALID,
                            "version_type does not apply to ROLLBACK"),
                    broken(install().version(""), VERSION_INVALID, "version " + VERSION_FORM),
                    broken(install().version("2.7/1"), VERSION_INVALID, "version " + VERSION_FORM),
                    broken(update().version(LONG), VERSION_INVALID, "version " + VERSION_FORM),
                    broken(retry().version("2.7.1"), VERSION_INVALID, "version does not apply to RETRY"),
                    broken(
                            install().origin("ces"),
                            ORIGIN_INVALID,
                            "origin must be one of CES, APICOM_BMS, ADMIN_SERVER"));
        }

        @ParameterizedTest(name = "{2}")
        @MethodSource("brokenOneByOne")
        @DisplayName("are rejected with each constraint broken, and nothing is created")
        void rejected(Create command, RequestReason reason, String message) {
            world.with("s1", noAgent());

            RequestRefusal refusal = rejection(world.maintenance.requests().create(command.build()));

            assertThat(refusal.message()).isEqualTo(message);
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.violations()).hasSize(1);
            assertThat(rejection(world.maintenance.requests().plan(command.build())))
                    .isEqualTo(refusal);
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
        @DisplayName("are given an answer, if they are well-formed")
        void given(String what, Create command) {
            CreateInvocationsCommand raw = command.build();
            int items = Stream.of(raw.instanceIds(), raw.invocationIds())
                    .mapToInt(list -> list == null ? 0 : list.size())
                    .sum();

            assertThat(value(world.maintenance.requests().create(raw)).size()).isEqualTo(items);
            assertThat(value(world.maintenance.requests().plan(raw)).items()).hasSize(items);
        }

        @Test
        @DisplayName("are translated field by field")
        void translated() {
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
        @DisplayName("copy their lists")
        void copies() {
            List<@Nullable String> ids = new ArrayList<>(List.of("s1"));
            CreateInvocationsCommand command = install().instances(ids).build();
            ids.add(null);

            assertThat(command.instanceIds()).containsExactly("s1");
        }

        private static Arguments notOffered(String type) {
            return broken(
                    install().type(type),
                    INVOCATION_TYPE_INVALID,
                    "invocation_type must be one of INSTALL, UPDATE, ROLLBACK, RETRY; " + type
                            + " is not offered here");
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
        @DisplayName("tell all of them in the order of the fields, and of the elements within")
        void order() {
            Create command = Create.ofServers("ROLLBACK")
                    .project("?")
                    .target("x")
                    .instances(Arrays.asList("ok", "?", "ok", null, "ok", "ok", "ok", "ok", "ok", "ok", "?"))
                    .invocations(List.of("?"))
                    .versionType("x")
                    .version("?")
                    .origin("x");

            for (int i = 0; i < 20; i++) {
                RequestRefusal refusal = rejection(world.maintenance.requests().create(command.build()));
                assertThat(refusal.violations())
                        .extracting(Violation::toString)
                        .containsExactly(
                                "project_id " + PROJECT_FORM,
                                "invocation_target must be telescope",
                                "instance_ids must be absent or empty for ROLLBACK",
                                "instance_ids[1] " + ID_FORM,
                                "instance_ids[3] " + ID_FORM,
                                "instance_ids[10] " + ID_FORM,
                                "invocation_ids[0] " + ID_FORM,
                                "version_type does not apply to ROLLBACK",
                                "version_type must be one of BASIC_VERSION, ADVANCE_VERSION",
                                "version does not apply to ROLLBACK",
                                "version " + VERSION_FORM,
                                "origin must be one of CES, APICOM_BMS, ADMIN_SERVER");
                assertThat(refusal.reason()).isEqualTo(PROJECT_ID_INVALID);
                assertThat(refusal.message()).isEqualTo("project_id " + PROJECT_FORM + " (and 11 more violations)");
            }
        }

        @Test
        @DisplayName("say nothing about what fits a kind, while the kind itself is wrong")
        void unknownKind() {
            Create command = Create.ofServers("x").instances(null).invocations(null);

            assertThat(rejection(world.maintenance.requests().create(command.build()))
                            .violations())
                    .extracting(Violation::field)
                    .containsExactly("invocation_type");
        }

        @Test
        @DisplayName("do not look at the elements of a list that is too long")
        void tooLong() {
            Create command = Create.ofServers("INSTALL").instances(Collections.nCopies(5000, "?"));

            assertThat(rejection(world.maintenance.requests().create(command.build()))
                            .violations())
                    .hasSize(1);
        }
    }

    @Nested
    @DisplayName("that the transport could not read")
    class Unreadable {
        @Test
        @DisplayName("are rejected, and no other violation of the same field is told")
        void suppresses() {
            Create command = Create.ofServers("INSTALL")
                    .instances(null)
                    .type(null)
                    .version("?")
                    .unreadable("instance_ids[3]", "must be a string")
                    .unreadable("invocation_type", "must be a string")
                    .unreadable("instance_ids[1]", "must be a string");

            assertThat(rejection(world.maintenance.requests().create(command.build()))
                            .violations())
                    .extracting(Violation::toString)
                    .containsExactly(
                            "invocation_type must be a string",
                            "instance_ids[1] must be a string",
                            "instance_ids[3] must be a string",
                            "version " + VERSION_FORM);
        }

        @Test
        @DisplayName("are rejected even if all that was read is well-formed")
        void alone() {
            Create command = Create.ofServers("INSTALL").unreadable("origin", "must be a string");

            assertThat(rejection(world.maintenance.requests().create(command.build()))
                            .reason())
                    .isEqualTo(ORIGIN_INVALID);
            assertThat(world.repository.all()).isEmpty();
        }

        @Test
        @DisplayName("as a whole come first")
        void body() {
            Create command = Create.ofServers("INSTALL").project("?").unreadable("body", "must be a JSON object");

            RequestRefusal refusal = rejection(world.maintenance.requests().create(command.build()));

            assertThat(refusal.reason()).isEqualTo(BODY_INVALID);
            assertThat(refusal.message()).isEqualTo("body must be a JSON object (and 1 more violation)");
        }

        @Test
        @DisplayName("may name fields in any way")
        void strangeNames() {
            Create command = Create.ofServers("INSTALL");
            for (String field : List.of("x[", "x[]", "x[-1]", "x[99999999999]", "x]3[", "")) {
                command.unreadable(field, "is not known");
            }

            RequestRefusal refusal = rejection(world.maintenance.requests().create(command.build()));

            assertThat(refusal.violations()).hasSize(6);
            assertThat(refusal.reason()).isEqualTo(RequestReason.FIELD_UNKNOWN);
        }
    }

    @Nested
    @DisplayName("to find invocations")
    class Finding {
        static Stream<Arguments> brokenOneByOne() {
            String offset = "offset must be a whole number from 0 to 9999999999999";
            String limit = "limit must be a whole number from 1 to 100";
            return Stream.of(
                    broken(find(0, "?"), PROJECT_ID_INVALID, "project_id " + PROJECT_FORM),
                    broken(find(0, null), PROJECT_ID_INVALID, "project_id is required"),
                    broken(find(1, "a_b"), QUERY_INVALID, "instance_id " + ID_FORM),
                    broken(find(1, ""), QUERY_INVALID, "instance_id " + ID_FORM),
                    broken(find(2, "ecs"), QUERY_INVALID, "instance_type must be one of ECS, BMS"),
                    broken(find(3, "-t"), QUERY_INVALID, "invocation_id must match ^[0-9A-Za-z][0-9A-Za-z_-]*$"),
                    broken(
                            find(4, "x"),
                            INVOCATION_TYPE_INVALID,
                            "invocation_type must be one of INSTALL, UPDATE, ROLLBACK, RETRY"),
                    broken(find(5, "x"), INVOCATION_TARGET_INVALID, "invocation_target must be telescope"),
                    broken(find(6, "-1"), QUERY_INVALID, offset),
                    broken(find(6, "10000000000000"), QUERY_INVALID, offset),
                    broken(find(6, "99999999999999999999"), QUERY_INVALID, offset),
                    broken(find(6, ""), QUERY_INVALID, offset),
                    broken(find(6, "+1"), QUERY_INVALID, offset),
                    broken(find(6, "\u0661"), QUERY_INVALID, offset),
                    broken(find(7, "0"), QUERY_INVALID, limit),
                    broken(find(7, "101"), QUERY_INVALID, limit),
                    broken(find(7, "1.0"), QUERY_INVALID, limit));
        }

        @ParameterizedTest(name = "{2}")
        @MethodSource("brokenOneByOne")
        @DisplayName("are rejected with each constraint broken")
        void rejected(FindInvocationsCommand command, RequestReason reason, String message) {
            RequestRefusal refusal = rejection(world.maintenance.invocations().find(command));

            assertThat(refusal.message()).isEqualTo(message);
            assertThat(refusal.reason()).isEqualTo(reason);
        }

        @Test
        @DisplayName("have a default for everything but the project")
        void defaults() {
            put(150);

            InvocationPage page = value(world.maintenance.invocations().find(find(5, "telescope")));

            assertThat(page.invocations()).hasSize(100).first().isEqualTo(world.task("t149"));
            assertThat(page.count()).isEqualTo(150);
        }

        @Test
        @DisplayName("are translated field by field")
        void translated() {
            put(5);
            FindInvocationsCommand all = new FindInvocationsCommand(
                    PROJECT.value(), "s3", "ECS", "t3", "INSTALL", "telescope", "0", "100", List.of());

            assertThat(page(all).invocations()).containsExactly(world.task("t3"));
            assertThat(page(find(1, "s2")).count()).isEqualTo(1);
            assertThat(page(find(2, InstanceType.BMS.name())).count()).isZero();
            assertThat(page(find(3, "t4")).invocations()).containsExactly(world.task("t4"));
            assertThat(page(find(4, "UPDATE")).count()).isZero();
            assertThat(page(find(6, "4")).invocations()).containsExactly(world.task("t0"));
            assertThat(page(find(6, "9999999999999")).invocations()).isEmpty();
            assertThat(page(find(7, "2")).invocations()).containsExactly(world.task("t4"), world.task("t3"));
        }

        @Test
        @DisplayName("find nothing by an id that no invocation can have, without asking the store")
        void impossibleId() {
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

        /** A question with one field set. */
        private static FindInvocationsCommand find(int index, @Nullable String value) {
            @Nullable String[] fields = new String[8];
            fields[0] = PROJECT.value();
            fields[index] = value;
            return new FindInvocationsCommand(
                    fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7], List.of());
        }
    }

    @Nested
    @DisplayName("to query agents")
    class Querying {
        static Stream<Arguments> brokenOneByOne() {
            return Stream.of(
                    broken(query(null, List.of("s1"), null, null, null), PROJECT_ID_INVALID, "project_id is required"),
                    broken(
                            query("p", null, null, null, null),
                            INSTANCE_IDS_INVALID,
                            "instance_ids is required: 1 to 2000 IDs"),
                    broken(
                            query("p", List.of(), null, null, null),
                            INSTANCE_IDS_INVALID,
                            "instance_ids must have 1 to 2000 elements"),
                    broken(
                            query("p", ids(2001), null, null, null),
                            INSTANCE_IDS_INVALID,
                            "instance_ids must have 1 to 2000 elements"),
                    broken(
                            query("p", idsWith(57, null), null, null, null),
                            INSTANCE_IDS_INVALID,
                            "instance_ids[57] " + ID_FORM),
                    broken(
                            query("p", List.of("s1"), "RUNNING", null, null),
                            QUERY_INVALID,
                            "uniagent_status must be one of none, running, silent, unknown"),
                    broken(
                            query("p", List.of("s1"), null, "x", null),
                            QUERY_INVALID,
                            "extension_name must be telescope"),
                    broken(
                            query("p", List.of("s1"), null, null, "silent"),
                            QUERY_INVALID,
                            "extension_status must be one of none, running, stopped, fault, unknown"));
        }

        @ParameterizedTest(name = "{2}")
        @MethodSource("brokenOneByOne")
        @DisplayName("are rejected with each constraint broken")
        void rejected(QueryAgentStatusesCommand command, RequestReason reason, String message) {
            RequestRefusal refusal = rejection(world.maintenance.agentStatuses().query(command));

            assertThat(refusal.message()).isEqualTo(message);
            assertThat(refusal.reason()).isEqualTo(reason);
        }

        @Test
        @DisplayName("are translated field by field")
        void translated() {
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
                    .query(query(PROJECT.value(), List.of("s1", "s2", "s3"), uniAgent, "telescope", agent)));
            return found.stream().map(i -> i.id().value()).toList();
        }

        @SuppressWarnings(
                "NullAway") // The compiler drops @Nullable inside the list from a record's canonical constructor.
        private static QueryAgentStatusesCommand query(
                @Nullable String project,
                @Nullable List<@Nullable String> ids,
                @Nullable String uniAgent,
                @Nullable String extension,
                @Nullable String status) {
            return new QueryAgentStatusesCommand(project, ids, uniAgent, extension, status, List.of());
        }
    }

    @Test
    @DisplayName("need no expression language: there is none on this class path")
    void noExpressionLanguage() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("jakarta.el.ExpressionFactory"));
    }

    @Test
    @DisplayName("need a validator, and say so")
    void needValidator() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new World()
                        .maintenance
                        .requests()
                        .create(Create.ofServers("INSTALL").build()))
                .withMessageContaining("validator");
    }

    @Test
    @DisplayName("are answered by what is given or rejected, and both can be folded")
    void fold() {
        Answer<String> given = new Answer.Given<>("yes");
        Answer<String> rejected = new Answer.Rejected<>(new RequestRefusal(BODY_INVALID, List.of()));

        assertThat(given.<String>fold(v -> v, r -> r.message())).isEqualTo("yes");
        assertThat(rejected.<String>fold(v -> v, r -> r.message())).isEqualTo(BODY_INVALID.message());
    }

    private static Arguments broken(Object command, RequestReason reason, String message) {
        return Arguments.of(command, reason, message);
    }

    private static RequestRefusal rejection(Answer<?> answer) {
        return answer.fold(
                value -> {
                    throw new AssertionError("given: " + value);
                },
                refusal -> refusal);
    }

    private static <T> T value(Answer<T> answer) {
        return answer.fold(value -> value, refusal -> {
            throw new AssertionError("rejected: " + refusal.violations());
        });
    }

    private static List<@Nullable String> ids(int count) {
        return Collections.nCopies(count, "s1");
    }

    private static List<@Nullable String> idsWith(int index, @Nullable String wrong) {
        List<@Nullable String> ids = new ArrayList<>(ids(100));
        ids.set(index, wrong);
        return ids;
    }
}

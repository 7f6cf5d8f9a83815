package io.agentmaintenance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ValuesTest {
    @Nested
    @DisplayName("The form of a text")
    class Forms {
        @ParameterizedTest
        @EnumSource
        @DisplayName("accepts exactly what its pattern does")
        void likeItsPattern(TextForm form) {
            Pattern pattern = Pattern.compile(form.pattern());
            for (int c = 0; c < 0x250; c++) {
                for (String text : new String[] {"" + (char) c, "a" + (char) c, (char) c + "1"}) {
                    assertThat(form.accepts(text)).as(form + " %04x", c).isEqualTo(matches(pattern, text));
                }
            }
            for (int length : new int[] {0, 1, 2, 63, 64, 65, 1000}) {
                String text = "a".repeat(length);
                assertThat(form.accepts(text)).as(form + " " + length).isEqualTo(matches(pattern, text));
            }
            assertThat(form.accepts(null)).isFalse();
        }

        // A dollar would also match before a line feed at the end.
        private boolean matches(Pattern pattern, String text) {
            return pattern.matcher(text).matches();
        }

        @Test
        @DisplayName("guards every id and version, and the message names the field, not the value")
        void guards() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProjectId.of("SECRET"))
                    .withMessage("project_id must match ^[a-z0-9]{1,64}$");
            assertThatIllegalArgumentException().isThrownBy(() -> InstanceId.of("a_b"));
            assertThatIllegalArgumentException().isThrownBy(() -> InvocationId.of(""));
            assertThatIllegalArgumentException().isThrownBy(() -> AgentVersion.of("1 0"));
            assertThat(InstanceId.of("x".repeat(64)).toString()).hasSize(64);
        }
    }

    @Nested
    @DisplayName("A version")
    class Version {
        @ParameterizedTest(name = "{0} is newer than {1}")
        @CsvSource({
            "2.0, 1.9",
            "1.10, 1.9",
            "1.0.1, 1.0",
            "1.0.0.1, 1",
            "2.7.5.1, 2.7.5",
            "10, 9",
            "123456789012345678901234567890, 9",
            "1.02, 1.1",
            "1.0-2, 1.0-1",
            "1.b, 1.a",
            "1.0, 1.a",
            "2.5, 2.5-rc1"
        })
        @DisplayName("is newer by its parts as numbers")
        void newer(String newer, String older) {
            assertThat(AgentVersion.of(newer).isNewerThan(AgentVersion.of(older)))
                    .isTrue();
            assertThat(AgentVersion.of(older).isNewerThan(AgentVersion.of(newer)))
                    .isFalse();
        }

        @ParameterizedTest(name = "{0} and {1}")
        @CsvSource({"2.4, 2.4.0", "1.01, 1.1", "007, 7", "1..2, 1.0.2"})
        @DisplayName("is neither newer nor older than one that is written in another way")
        void same(String a, String b) {
            assertThat(AgentVersion.of(a).isNewerThan(AgentVersion.of(b))).isFalse();
            assertThat(AgentVersion.of(b).isNewerThan(AgentVersion.of(a))).isFalse();
        }

        @Test
        @DisplayName("is ordered without contradiction, whatever versions there are")
        void order() {
            SplittableRandom random = new SplittableRandom(42);
            String characters = "0019a._-";
            List<AgentVersion> versions = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                StringBuilder text = new StringBuilder();
                for (int n = 1 + random.nextInt(6); n > 0; n--) {
                    text.append(characters.charAt(random.nextInt(characters.length())));
                }
                versions.add(AgentVersion.of(text.toString()));
            }
            for (AgentVersion a : versions) {
                assertThat(a.isNewerThan(a)).isFalse();
                for (AgentVersion b : versions) {
                    assertThat(a.isNewerThan(b) && b.isNewerThan(a)).isFalse();
                    for (AgentVersion c : versions) {
                        if (a.isNewerThan(b) && b.isNewerThan(c)) {
                            assertThat(a.isNewerThan(c)).as("%s %s %s", a, b, c).isTrue();
                        }
                    }
                }
            }
        }

        @ParameterizedTest(name = "version {0}, line {1}, else {2} -> {3}")
        @CsvSource({
            ",, BASIC_VERSION, 2.0",
            ",, ADVANCE_VERSION, 3.0",
            ", ADVANCE_VERSION, BASIC_VERSION, 3.0",
            "1.0,, BASIC_VERSION, 1.0",
            "1.0, BASIC_VERSION, BASIC_VERSION, 1.0",
            "1.0, ADVANCE_VERSION, BASIC_VERSION,",
            "9.9,, BASIC_VERSION,"
        })
        @DisplayName("is resolved from a wish")
        void resolve(String version, VersionType line, VersionType otherwise, String resolved) {
            VersionWish wish = new VersionWish(version == null ? null : AgentVersion.of(version), line);
            assertThat(Facts.VERSIONS.resolve(wish, otherwise))
                    .isEqualTo(resolved == null ? null : AgentVersion.of(resolved));
        }
    }

    @Nested
    @DisplayName("The catalogue of reasons")
    class Catalogue {
        @ParameterizedTest
        @EnumSource
        @DisplayName("has a code of the documented form and a message of at most 128 characters per item")
        void items(RefusalReason reason) {
            assertThat(reason.code()).matches("^(invocationmgr\\.[0-9]{4})$");
            String longest = reason == RefusalReason.HOST_POLICY
                    ? "x".repeat(128)
                    : reason.message().replace("%s", "x".repeat(64));
            assertThat(longest).hasSizeBetween(1, 128);
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("has a code of the documented form and a message of at most 256 characters per request")
        void requests(RequestReason reason) {
            assertThat(reason.code()).matches("^(taskmgr\\.[0-9]{4})$");
            assertThat(reason.message()).hasSizeBetween(1, 256);
        }

        @Test
        @DisplayName("uses no number twice")
        void unique() {
            Set<String> codes = new HashSet<>();
            for (RefusalReason reason : RefusalReason.values()) {
                assertThat(codes.add(reason.code())).as(reason.name()).isTrue();
            }
            for (RequestReason reason : RequestReason.values()) {
                assertThat(codes.add(reason.code())).as(reason.name()).isTrue();
            }
        }

        @Test
        @DisplayName("tells the first violation and how many more there are, in at most 256 characters")
        void messages() {
            List<Violation> violations =
                    new ArrayList<>(List.of(new Violation("instance_ids[57]", "must match x".repeat(30))));
            violations.addAll(Collections.nCopies(99, new Violation("origin", "is wrong")));
            RequestRefusal refusal = RequestRefusal.of(violations);
            assertThat(refusal.reason()).isEqualTo(RequestReason.INSTANCE_IDS_INVALID);
            assertThat(refusal.message())
                    .hasSize(256)
                    .startsWith("instance_ids[57] must match")
                    .endsWith(" (and 99 more violations)");
            assertThat(RequestRefusal.of(violations.subList(0, 1)).message()).doesNotContain("more");
            assertThat(RequestRefusal.of(violations.subList(0, 2)).message()).endsWith("(and 1 more violation)");
            assertThatIllegalArgumentException().isThrownBy(() -> RequestRefusal.of(List.of()));
        }
    }

    @Nested
    @DisplayName("A request and its result")
    class Requests {
        @Test
        @DisplayName("have 1 to 100 items, and copy them")
        void bounds() {
            List<InstanceId> ids = new ArrayList<>(Collections.nCopies(100, Facts.INSTANCE));
            InvocationRequest.Install request = InvocationRequest.install(Facts.PROJECT, ids);
            ids.clear();
            assertThat(request.size()).isEqualTo(100);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InvocationRequest.update(Facts.PROJECT, ids))
                    .withMessage("instance_ids must have 1 to 100 elements");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            InvocationRequest.retry(Facts.PROJECT, Collections.nCopies(101, InvocationId.of("a"))))
                    .withMessage("invocation_ids must have 1 to 100 elements");
        }

        @Test
        @DisplayName("keep the outcomes in order, and derive the counts")
        void result() {
            var accepted =
                    new ItemOutcome.Accepted(Facts.task("t", Operation.INSTALL, null, "2.0", InvocationStatus.PENDING));
            var refused = new ItemOutcome.Refused(Facts.INSTANCE, null, Refusal.of(RefusalReason.ALREADY_INSTALLED));
            BatchResult result = new BatchResult(List.of(refused, accepted, refused));
            assertThat(result.outcomes()).containsExactly(refused, accepted, refused);
            assertThat(result.acceptedCount()).isEqualTo(1);
            assertThat(result.refusedCount()).isEqualTo(2);
            assertThat(result.refusalCounts()).containsExactly(java.util.Map.entry(RefusalReason.ALREADY_INSTALLED, 2));
            assertThat(result.summary()).isEqualTo("1 of 3 accepted, refused: ALREADY_INSTALLED=2");
            assertThat(result.outcomes().get(0).<String>fold(a -> "yes", r -> "no"))
                    .isEqualTo("no");
        }

        @ParameterizedTest(name = "offset {0}, limit {1}: {2}")
        @CsvSource({
            "0, 1, true",
            "9999999999999, 100, true",
            "-1, 1, false",
            "10000000000000, 1, false",
            "0, 0, false",
            "0, 101, false"
        })
        @DisplayName("for a page have bounds")
        void pages(long offset, int limit, boolean legal) {
            org.assertj.core.api.ThrowableAssert.ThrowingCallable make =
                    () -> new InvocationQuery(Facts.PROJECT, null, null, null, null, offset, limit);
            if (legal) {
                assertThatCode(make).doesNotThrowAnyException();
            } else {
                assertThatIllegalArgumentException().isThrownBy(make);
            }
        }

        @Test
        @DisplayName("know no agent that is absent and has a version")
        void agentState() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AgentState(AgentStatus.NONE, AgentVersion.of("1")));
        }
    }
}

package io.agentmaintenance.emulator.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.domain.ProjectId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A directory of the identity service")
class IamDirectoryTest {
    private static final ProjectId P = ProjectId.of("p");

    private static IamDirectory.Builder some() {
        return IamDirectory.builder()
                .domain("d1", "one")
                .domain("d2", "two")
                .project(P, "north", "d1")
                .user("u", "alice", "d1", "secret".toCharArray(), Set.of(P), Set.of());
    }

    private static Arguments step(String what, Consumer<IamDirectory.Builder> step) {
        return Arguments.of(what, step);
    }

    private static Consumer<IamDirectory.Builder> user(
            String id, String name, String domain, String password, String project) {
        return b -> b.user(id, name, domain, password.toCharArray(), Set.of(ProjectId.of(project)), Set.of());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                step("a domain id twice", b -> b.domain("d1", "three")),
                step("a domain name twice", b -> b.domain("d3", "one")),
                step("a domain without id", b -> b.domain("", "three")),
                step("a domain without name", b -> b.domain("d3", "")),
                step("a project id twice", b -> b.project(P, "south", "d1")),
                step("a project name twice in a domain", b -> b.project(ProjectId.of("q"), "north", "d1")),
                step("a project of no domain", b -> b.project(ProjectId.of("q"), "south", "d9")),
                step("a user id twice", user("u", "bob", "d1", "x", "p")),
                step("a user name twice in a domain", user("v", "alice", "d1", "x", "p")),
                step("a user without password", user("v", "bob", "d1", "", "p")),
                step("a user of no domain", user("v", "bob", "d9", "x", "p")),
                step("a user in a project of another domain", user("v", "bob", "d2", "x", "p")),
                step("a user in a project that is not there", user("v", "bob", "d1", "x", "q")));
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("wrong")
    @DisplayName("refuses invalid entries")
    void refusesInvalidEntries(String what, Consumer<IamDirectory.Builder> step) {
        IamDirectory.Builder builder = some();

        assertThatThrownBy(() -> step.accept(builder)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("accepts equal names in two domains, and does not change with its builder")
    void separatesDomainsAndCopiesItsBuilder() {
        IamDirectory.Builder builder = some();
        IamDirectory directory = builder.build();
        builder.project(ProjectId.of("q"), "north", "d2")
                .user("v", "alice", "d2", "x".toCharArray(), Set.of(), Set.of());

        assertThat(directory.projects()).hasSize(1);
        assertThat(directory.user("v")).isNull();
        assertThat(builder.build().projects()).hasSize(2);
    }

    @Test
    @DisplayName("keeps a hash of each password, and no password")
    void keepsHashesOfPasswords() {
        char[] password = "pässword".toCharArray();
        PasswordHash hash = PasswordHash.of(password);
        Arrays.fill(password, '\0');

        assertThat(hash.matches("pässword")).isTrue();
        assertThat(hash.matches("password")).isFalse();
        assertThat(hash.matches("")).isFalse();
        assertThat(PasswordHash.of("pässword".toCharArray()))
                .usingRecursiveComparison()
                .isNotEqualTo(hash);
        assertThat(Objects.requireNonNull(some().build().user("u")).toString()).doesNotContain("secret");
    }
}

package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

// A mistake that is accepted starts a server, which does not end.
@Timeout(60)
@DisplayName("A mistake in a configuration file ends the command with exit code 2 and a line of its place and cause:")
class ConfigurationMistakesTest {
    @TempDir
    private Path directory;

    // What stands after the name of the file, or nothing. Each line of the file ends with \n.
    private static Arguments mistake(String file, String... lines) {
        return arguments(file, List.of(lines));
    }

    private static Arguments server(String entries, String... lines) {
        return mistake("versions: [{version: 1.0}]\nprojects: [{id: p, servers: [\n" + entries + "\n]}]\n", lines);
    }

    private static Arguments project(String settings, String... lines) {
        return mistake("versions: [{version: 1.0}]\nprojects:\n  - id: p\n    " + settings + "\n", lines);
    }

    private static Arguments top(String settings, String... lines) {
        return mistake("versions: [{version: 1.0}]\nprojects: [{id: p}]\n" + settings + "\n", lines);
    }

    static Stream<Arguments> valuesThatAreNotOfTheForm() {
        return Stream.of(
                server("{id: a_b}", "projects[0].servers[0].id must match [a-zA-Z0-9-]{1,64} (line 3)"),
                server(
                        "{id: a, uniAgent: RUNNING}",
                        "projects[0].servers[0].uniAgent must be one of none, running, silent, unknown (line 3)"),
                server(
                        "{id: a, agent: {status: none, version: 1.0}}",
                        "projects[0].servers[0].agent must not have a version if its status is none (line 3)"),
                server(
                        "{id: a, behavior: {kind: explode}}",
                        "projects[0].servers[0].behavior.kind must be one of succeed, fail, hang, ignore, lose (line 3)"),
                server(
                        "{id: a, behavior: {kind: hang, pickUp: soon}}",
                        "projects[0].servers[0].behavior.pickUp must be an ISO 8601 duration such as PT30S (line 3)"),
                server(
                        "{id: a, behavior: {kind: hang, pickUp: -PT1S}}",
                        "projects[0].servers[0].behavior.pickUp must not be negative (line 3)"),
                server(
                        "{id: a, behavior: {kind: hang, pickUp: P36501D}}",
                        "projects[0].servers[0].behavior.pickUp must be at most 36,500 days (line 3)"),
                server(
                        "{id: a, intranetIps: [not-an-ip, 10.0.0.256, 10.0.0.01, '::1']}",
                        "projects[0].servers[0].intranetIps[0] must be an IPv4 address such as 192.168.0.1 (line 3)",
                        "projects[0].servers[0].intranetIps[1] must be an IPv4 address such as 192.168.0.1 (line 3)",
                        "projects[0].servers[0].intranetIps[2] must be an IPv4 address such as 192.168.0.1 (line 3)",
                        "projects[0].servers[0].intranetIps[3] must have 7 to 15 characters (line 3)"),
                server(
                        "{id: a, elasticIps: [10.0.0.1, 10.0.0.1]}",
                        "projects[0].servers[0].elasticIps[1] has the value of an element before it (line 3)"),
                server(
                        "{id: a, name: \"one\\ntwo\"}",
                        "projects[0].servers[0].name must not have line feeds or other control characters (line 3)"),
                server(
                        "{id: a, name: \"\\uD800\"}",
                        "projects[0].servers[0].name must not have half of a Unicode character (line 3)"),
                project("tokens: [{name: n}]", "projects[0].tokens[0].value is required (line 4)"),
                project(
                        "tokens: [{name: n, value: v, actions: [delete]}]",
                        "projects[0].tokens[0].actions[0] must be one of create, list, status (line 4)"),
                project(
                        "tokens: [{name: \"a\\nb\", value: v w}]",
                        "projects[0].tokens[0].name must not have line feeds or other control characters (line 4)",
                        "projects[0].tokens[0].value must have ASCII characters only, and no spaces (line 4)"),
                project(
                        "tokens: [{name: n, value: \u00f6}]",
                        "projects[0].tokens[0].value must have ASCII characters only, and no spaces (line 4)"),
                project(
                        "tokens: [{name: n, value: " + "x".repeat(16_385) + "}]",
                        "projects[0].tokens[0].value must have 1 to 16384 characters (line 4)"),
                project(
                        "tokens: [{name: n, value: v, expires: 2027-01-01T00:00:00}]",
                        "projects[0].tokens[0].expires must be a moment with a time zone, such as 2027-01-01T00:00:00Z (line 4)"),
                project(
                        "tokens: [{name: n, value: v, expires: +1000000-01-01T00:00:00Z}]",
                        "projects[0].tokens[0].expires must be a moment from 1970 to 9999 (line 4)"),
                project(
                        "keys: [{name: n, access: 'a,b', secret: s, securityToken: a b}]",
                        "projects[0].keys[0].access must match [!-+\\--~]{1,128} (line 4)",
                        "projects[0].keys[0].securityToken must have ASCII characters only, and no spaces (line 4)"),
                project("name: ''", "projects[0].name must have 1 to 64 characters (line 4)"),
                top(
                        "limits: {execution: PT0S, pickUp: -PT1S, rollbackWindow: P99999999999D}",
                        "limits.pickUp must be longer than zero (line 3)",
                        "limits.execution must be longer than zero (line 3)",
                        "limits.rollbackWindow must be at most 36,500 days (line 3)"),
                top(
                        "limits: {execution: PT9999999999999999999S}",
                        "limits.execution must be an ISO 8601 duration such as PT30S (line 3)"),
                top("limits: {execution: PT0.0009S}", "limits.execution must be longer than zero (line 3)"),
                top(
                        "trustedProxies: [10.0.0.0/99]",
                        "trustedProxies[0] must be an IP address or a range such as 10.0.0.0/8 (line 3)"),
                top("trustedProxies: 10.0.0.1", "trustedProxies must be a list of 0 to 100 elements (line 3)"),
                top(
                        "identity: {domain: d, tokenKey: short}",
                        "identity.tokenKey must have 32 to 1024 characters (line 3)"),
                top("history: 0", "history must be a whole number from 1 to 100000000 (line 3)"),
                top("history: .nan", "history must be a whole number from 1 to 100000000 (line 3)"),
                top("history: 1e3", "history must be a whole number from 1 to 100000000 (line 3)"),
                top("history: 99999999999999999999", "history must be a whole number from 1 to 100000000 (line 3)"),
                top(
                        "rememberedServers: 10000001",
                        "rememberedServers must be a whole number from 1 to 10000000 (line 3)"),
                top(
                        "history: 1000\ndatabase: {url: 'jdbc:postgresql://h/d'}",
                        "history has no effect with database, which keeps finished tasks for 90 days (line 3)"),
                top(
                        "history: 1000\ndata: folder",
                        "history has no effect with data, which keeps finished tasks for 90 days (line 3)"),
                top(
                        "rememberedServers: 7",
                        "rememberedServers has no effect without servers of the entry any: true (line 3)"),
                top("strict: maybe", "strict must be one of true, false (line 3)"));
    }

    static Stream<Arguments> settingsOfTheWrongKind() {
        return Stream.of(
                top("active: [1]", "active must be a single value (line 3)"),
                top("active: {a: 1}", "active must be a single value (line 3)"),
                top("limits: PT1S", "limits must be a mapping of settings (line 3)"),
                project("tokens: {name: n}", "projects[0].tokens must be a list of 0 to 10000 elements (line 4)"),
                project("tokens: [n]", "projects[0].tokens[0] must be a mapping of settings (line 4)"),
                project(
                        "tokens: [{name: n, value: !secret v}]",
                        "projects[0].tokens[0].value must be a single value (line 4)"),
                project(
                        "tokens: !list [{name: n, value: v}]",
                        "projects[0].tokens must be a list of 0 to 10000 elements (line 4)"),
                project(
                        "tokens: [!token {name: n, value: v}]",
                        "projects[0].tokens[0] must be a mapping of settings (line 4)"),
                project("id: q", "projects[0].id is set twice, first at projects[0].id (line 3) (line 4)"),
                project(
                        "tokens: [{name: n, value: v, colour: red}]",
                        "projects[0].tokens[0].colour is not a known setting (line 4)"),
                project(
                        "token: [{name: n, value: v}]",
                        "projects[0].token is not a known setting; did you mean tokens? (line 4)"),
                top("Limits: {pickup: PT1S}", "Limits is not a known setting; did you mean limits? (line 3)"),
                top("limits: {pickup: PT1S}", "limits.pickup is not a known setting; did you mean pickUp? (line 3)"),
                top("'a b': 1", "? is not a known setting (line 3)"),
                project(
                        "tokens: [{name: n, value: v, actions: , expires: }]",
                        "projects[0].tokens[0].expires must have a value if it is present (line 4)",
                        "projects[0].tokens[0].actions must have a value if it is present (line 4)"),
                top("identity: {domain: d, users: [{name: n}]}", "identity.users[0].password is required (line 3)"),
                mistake("[a]", "the file must be a mapping of settings (line 1)"),
                mistake(
                        "versions: []",
                        "projects is required (line 1)",
                        "versions must be a list of 1 to 1000 elements (line 1)"));
    }

    static Stream<Arguments> namesThatAreUsedTwice() {
        return Stream.of(
                mistake(
                        "versions:\n  - {version: 1.0}\n  - {version: 1.0, type: ADVANCE_VERSION}\nprojects: [{id: p}]",
                        "versions[1] has the version of versions[0] (line 2) again (line 3)"),
                mistake(
                        "versions: [{version: 1.0}]\nprojects:\n  - {id: p, name: a}\n  - {id: p, name: b}\n  - {id: q, name: a}\n  - {id: b}",
                        "projects[1] has the id of projects[0] (line 3) again (line 4)",
                        "projects[2] has the name of projects[0] (line 3) again (line 5)",
                        "projects[3] has the name of projects[1] (line 4) again (line 6)"),
                top(
                        "identity:\n  domain: d\n  users:\n    - {name: n, password: p}\n    - {name: n, password: q}",
                        "identity.users[1] has the name of identity.users[0] (line 6) again (line 7)"),
                project(
                        "tokens:\n      - {name: n, value: v}\n      - {name: m, value: v}",
                        "projects[0].tokens[1] has the token of projects[0].tokens[0] (line 5) again for the same project (line 6)"),
                project(
                        "keys:\n      - {name: n, access: v, secret: s}\n      - {name: n, access: v, secret: s}",
                        "projects[0].keys[1] has the access key of projects[0].keys[0] (line 5) again for the same project (line 6)"),
                server(
                        "{id: a},\n{id: b},\n{id: a}",
                        "projects[0].servers[2] names a server that projects[0].servers[0] (line 3) names too (line 5)"),
                server(
                        "{pattern: a-%02d, from: 1, to: 20},\n{id: a-07}",
                        "projects[0].servers[1] names a server that projects[0].servers[0] (line 3) names too (line 4)"),
                server(
                        "{id: a-7},\n{pattern: a-%d, from: 1, to: 20}",
                        "projects[0].servers[1] names a server that projects[0].servers[0] (line 3) names too (line 4)"),
                server(
                        "{pattern: a-1%d, from: 1, to: 20},\n{pattern: a-%d, from: 12, to: 13},\n{id: a-12}",
                        "projects[0].servers[1] names a server that projects[0].servers[0] (line 3) names too (line 4)",
                        "projects[0].servers[2] names a server that projects[0].servers[0] (line 3) names too (line 5)"),
                server(
                        "{any: true},\n{any: true}",
                        "projects[0].servers[1] has any: true like projects[0].servers[0] (line 3) (line 4)"),
                top(
                        "identity:\n  domain: d\n  users:\n    - name: n\n      password: s\n      projects: [p, q]\n      actions: [list, list]",
                        "identity.users[0].projects[1] is not the id of a project of this file (line 8)",
                        "identity.users[0].actions[1] has the value of an element before it (line 9)"));
    }

    static Stream<Arguments> settingsThatDoNotGoTogether() {
        return Stream.of(
                server("{name: a}", "projects[0].servers[0] must have one of id, pattern, any: true (line 3)"),
                server("{any: false}", "projects[0].servers[0] must have one of id, pattern, any: true (line 3)"),
                server(
                        "{id: a, any: true}",
                        "projects[0].servers[0] must have only one of id, pattern, any: true (line 3)"),
                server(
                        "{id: a, pattern: b-%d, from: 1, to: 2}",
                        "projects[0].servers[0] must have only one of id, pattern, any: true (line 3)"),
                server("{id: a, from: 1}", "projects[0].servers[0].from has no effect without pattern (line 3)"),
                server(
                        "{pattern: b-%d}",
                        "projects[0].servers[0].from is required beside pattern (line 3)",
                        "projects[0].servers[0].to is required beside pattern (line 3)"),
                server(
                        "{pattern: b-%d, from: 2, to: 1}",
                        "projects[0].servers[0].from must not be greater than to (line 3)"),
                server(
                        "{pattern: b, from: 1, to: 2}",
                        "projects[0].servers[0].pattern must match [a-zA-Z0-9-]*%(0[1-9])?d[a-zA-Z0-9-]* (line 3)"),
                server(
                        "{pattern: b-%d, from: 0, to: 999999999}",
                        "projects[0].servers[0].to must not make more than 10000000 servers (line 3)"),
                server(
                        "{pattern: " + "b".repeat(62) + "%d, from: 0, to: 100}",
                        "projects[0].servers[0] instance id must match ^[a-zA-Z0-9-]{1,64}$ (line 3)"),
                server(
                        "{pattern: b-%d, from: 0, to: 9, name: '100%'}",
                        "projects[0].servers[0] a name must have at most one number, written as in the pattern, and no other percent sign (line 3)"),
                server(
                        "{pattern: b-%d, from: 0, to: 9, intranetIps: [255.255.255.250]}",
                        "projects[0].servers[0] addresses must not count beyond 255.255.255.255 (line 3)"),
                server(
                        "{any: true, name: a, intranetIps: [10.0.0.1], elasticIps: [10.0.0.1]}",
                        "projects[0].servers[0].name has no effect with any: true; it needs an id or a pattern (line 3)",
                        "projects[0].servers[0].intranetIps has no effect with any: true; it needs an id or a pattern (line 3)",
                        "projects[0].servers[0].elasticIps has no effect with any: true; it needs an id or a pattern (line 3)"),
                server(
                        "{id: a, behavior: {kind: ignore, pickUp: PT1S, times: 1}}",
                        "projects[0].servers[0].behavior.pickUp has no effect with this kind (line 3)",
                        "projects[0].servers[0].behavior.times has no effect with this kind (line 3)"));
    }

    static Stream<Arguments> textsThatAreNotYaml() {
        return Stream.of(
                mistake("", "is empty"),
                mistake("# nothing\n", "is empty"),
                mistake("---\n", "the file must be a mapping of settings (line 2)"),
                mistake(
                        "versions:\n\t- {version: 1.0}\n",
                        "is not valid YAML or JSON: a tab stands where only spaces may (line 2, column 1)"),
                mistake("versions: [}", "is not valid YAML or JSON: a value is missing (line 1, column 12)"),
                mistake(
                        "versions: [a",
                        "is not valid YAML or JSON: a comma or a closing ] is missing (line 1, column 13)"),
                mistake(
                        "versions: {a: b",
                        "is not valid YAML or JSON: a comma or a closing } is missing (line 1, column 16)"),
                mistake("versions: 'a\n", "is not valid YAML or JSON: a quotation mark is missing (line 2, column 1)"),
                mistake(
                        "versions: a: b\n",
                        "is not valid YAML or JSON: the indentation is wrong, or a text with a colon needs quotes (line 1, column 12)"),
                mistake(
                        "versions: a\nprojects\nstrict: true\n",
                        "is not valid YAML or JSON: a colon is missing after a name (line 3, column 1)"),
                mistake(
                        "versions: - a\n",
                        "is not valid YAML or JSON: a list must begin on a line of its own (line 1, column 11)"),
                mistake(
                        "versions:\n  - a\n projects: b\n",
                        "is not valid YAML or JSON: the indentation does not fit the lines before (line 3, column 2)"),
                mistake(
                        "versions: *a\n",
                        "is not valid YAML or JSON: a reference with * has no anchor with & before it (line 1, column 11)"),
                mistake(
                        "versions: @a\n",
                        "is not valid YAML or JSON: a text that begins with this character needs quotes (line 1, column 11)"),
                mistake(
                        "versions: \"\\q\"\n",
                        "is not valid YAML or JSON: a backslash in double quotes is followed by an unknown character (line 1, column 13)"),
                mistake(
                        "versions: \"\\x1\"\n",
                        "is not valid YAML or JSON: a backslash in double quotes is followed by too few digits (line 1, column 14)"),
                mistake(
                        "a: b\nversions: \"\\UFFFFFFFF\"\n",
                        "is not valid YAML or JSON: this value, or the one after it, cannot be read (line 2, column 1)"),
                mistake(
                        "versions: *\n",
                        "is not valid YAML or JSON: a name is missing after * or & (line 1, column 12)"),
                mistake(
                        "'a' b\n",
                        "is not valid YAML or JSON: there is more after the end of the document (line 1, column 5)"),
                mistake(
                        "%YAML 3.0\n---\na: b\n",
                        "is not valid YAML or JSON: this value, or the one after it, cannot be read (line 1, column 1)"),
                mistake("a: !x!y z\n", "is not valid YAML or JSON: its form is wrong (line 1, column 4)"),
                mistake(
                        "versions: a\n---\nversions: b\n",
                        "is not valid YAML or JSON: there is more than one document (line 2, column 1)"),
                mistake(
                        "? [a, b]\n: c\n",
                        "the file must not have a key that is a list or a mapping (line 1)",
                        "projects is required (line 1)",
                        "versions is required (line 1)"),
                mistake(
                        "[".repeat(5_000),
                        "is not valid YAML or JSON: lists and mappings are nested more than 50 deep (line 1, column 51)"),
                mistake(
                        "{a: ".repeat(5_000),
                        "is not valid YAML or JSON: lists and mappings are nested more than 50 deep (line 1, column 201)"),
                mistake(
                        "- ".repeat(5_000),
                        "is not valid YAML or JSON: lists and mappings are nested more than 50 deep (line 1, column 101)"),
                mistake(
                        "a: &a [x]\nb: [" + "*a, ".repeat(51) + "]\n",
                        "is not valid YAML or JSON: there are more than 50 references with * to lists and mappings (line 2, column 205)"),
                mistake("a: \u0001\n", "has a control character (line 1)"),
                mistake("versions: a\nb: \u0000\n", "has a control character (line 2)"));
    }

    @ParameterizedTest
    @MethodSource({
        "valuesThatAreNotOfTheForm",
        "settingsOfTheWrongKind",
        "namesThatAreUsedTwice",
        "settingsThatDoNotGoTogether",
        "textsThatAreNotYaml"
    })
    @DisplayName("a table of mistakes and their lines")
    void endsTheCommandWithALineForEachMistake(String file, List<String> lines) throws Exception {
        CommandRun run = CommandRun.ofFile(directory, file.getBytes(UTF_8));
        assertThat(run.lines(directory))
                .containsExactlyElementsOf(
                        lines.stream().map(line -> "f.yaml: " + line).toList());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    @DisplayName("all of them at once, in the order of their lines, and no consequence of one as another")
    void reportsAllMistakesAtOnce() throws Exception {
        CommandRun run = CommandRun.ofFile(directory, """
                identity: {domain: d, users: [{name: n, password: p, projects: [x]}]}
                versions: [{version: 1.0}]
                history: 0
                projects:
                  - id: P
                    servers: [{id: a_b}]
                    colour: red
                """.getBytes(UTF_8));
        assertThat(run.lines(directory))
                .containsExactly(
                        "f.yaml: identity.users[0].projects[0] is not the id of a project of this file (line 1)",
                        "f.yaml: history must be a whole number from 1 to 100000000 (line 3)",
                        "f.yaml: projects[0].id must match [a-z0-9]{1,64} (line 5)",
                        "f.yaml: projects[0].servers[0].id must match [a-zA-Z0-9-]{1,64} (line 6)",
                        "f.yaml: projects[0].colour is not a known setting (line 7)");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("bytes that are not UTF-8")
    void reportsBytesThatAreNotUtf8() throws Exception {
        CommandRun run = CommandRun.ofFile(directory, "a: b\nname: \u00f6\n".getBytes(ISO_8859_1));
        assertThat(run.lines(directory))
                .containsExactly("f.yaml: has bytes that are not UTF-8; save it as UTF-8 (line 2)");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("not more than 1,000 lines")
    void printsAtMostAThousandLines() throws Exception {
        CommandRun run = CommandRun.ofFile(directory, ("a: 1\n" + "a: 2\n".repeat(2_000)).getBytes(UTF_8));
        assertThat(run.lines(directory)).hasSize(1_001).last().isEqualTo("f.yaml: 1003 more problems");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}

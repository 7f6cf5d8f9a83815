package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.RequestValidator;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A configuration file with random changes")
class ConfigurationFuzzTest {
    private static final int FILES = 1_000;
    private static final byte[] GOOD = """
            versions: [{version: 2.7.4.1}, {version: 3.0.1, type: ADVANCE_VERSION}]
            limits: {pickUp: PT5M, execution: PT10M, rollbackWindow: P7D}
            history: 1000
            active: 1000
            rememberedServers: 100
            strict: false
            identity:
              domain: d
              users:
                - {name: alice, password: s3cr3t-marker, projects: [p1, p2], actions: [create, list]}
            projects:
              - id: p1
                name: "eu-west-0"
                tokens:
                  - {name: a, value: s3cr3t-marker, actions: [list], expires: 2099-01-01T00:00:00Z}
                keys: &keys
                  - {name: k, access: AK1, secret: s3cr3t-marker, securityToken: s3cr3t-marker}
                servers:
                  - {id: i-1, name: 'n', type: BMS, intranetIps: [192.168.0.7], elasticIps: [203.0.113.7]}
                  - {id: i-2, uniAgent: silent, agent: {status: running, version: 2.7.4.1}}
                  - {pattern: web-%04d, from: 1, to: 20, name: web %d, intranetIps: [10.0.0.1]}
                  - {pattern: x-%d, from: 1, to: 9, behavior: {kind: fail, work: PT2S, message: m, times: 1}}
                  - any: true
              - {id: p2, keys: *keys, servers: [{any: true, behavior: {kind: hang, pickUp: PT1S}}]}
            """.getBytes(UTF_8);
    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        ": ",
        ", ",
        "\n",
        "\n  ",
        "\t",
        "- ",
        "*keys",
        "&a ",
        "!b ",
        "'",
        "\"",
        "\\",
        "#",
        "|",
        ">",
        "%",
        "~",
        "null",
        "true",
        "-1",
        "0",
        "999999999",
        "1e9",
        ".nan",
        "PT0S",
        "P99999999999D",
        "%d",
        "\u00f6",
        "\ufeff",
        "---\n",
        "<<: *keys",
        "? ",
        "@",
        "`",
        "p1",
        "p2",
        "i-1",
        "web-0007",
        "id",
        "name",
        "any: true",
        "{any: true}",
        "\"\\uD800\""
    };

    @TempDir
    private Path directory;

    private final Validator validator = RequestValidator.create();

    @Test
    @DisplayName(
            "is accepted and can be served, or ends the command with exit code 2, and no stack trace or secret is printed")
    void isAcceptedOrEndsTheCommandWithExitCode2() throws Exception {
        int accepted = 0;
        for (int seed = 0; seed < FILES; seed++) {
            byte[] file = changed(new Random(seed));
            if (isServed(file)) {
                accepted++;
            } else {
                CommandRun run = CommandRun.ofFile(directory, file);
                assertThat(run.exitCode()).as("seed %d", seed).isEqualTo(2);
                assertThat(run.lines(directory))
                        .as("seed %d", seed)
                        .isNotEmpty()
                        .allMatch(line -> line.startsWith("f.yaml: "));
                assertThat(run.err()).as("seed %d", seed).doesNotContain("Exception", "\tat ", "s3cr3t-marker");
            }
        }
        assertThat(accepted).isBetween(FILES / 100, FILES / 2);
    }

    private boolean isServed(byte[] file) throws StorageFailure {
        ServerConfiguration configuration;
        try {
            configuration = ConfigurationFile.read("f.yaml", new ByteArrayInputStream(file));
        } catch (ConfigurationException e) {
            return false;
        }
        // Everything that a file can say can be built.
        new Service(configuration, validator, Clock.systemUTC(), "127.0.0.1", 0);
        return true;
    }

    /** A few changes: a byte, a piece that is put in or repeated, or a part that is removed. */
    private static byte[] changed(Random random) {
        byte[] file = GOOD;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int from = random.nextInt(file.length);
            int to = Math.min(file.length, from + random.nextInt(random.nextBoolean() ? 8 : 200));
            switch (random.nextInt(6)) {
                case 0 -> file = joined(file, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
                case 1 -> file = joined(file, from, new byte[0], to);
                case 2 -> file = joined(file, to, Arrays.copyOfRange(file, from, to), to);
                default ->
                    file = joined(
                            file,
                            from,
                            PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8),
                            random.nextBoolean() ? from : to);
            }
        }
        return file;
    }

    private static byte[] joined(byte[] file, int end, byte[] piece, int start) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(file, 0, end);
        all.writeBytes(piece);
        all.write(file, Math.min(start, file.length), file.length - Math.min(start, file.length));
        return all.toByteArray();
    }
}

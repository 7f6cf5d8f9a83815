package io.agentmaintenance.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a configuration file: YAML, or JSON, which is a part of YAML. Logs what it warns of. */
final class ConfigurationFile {
    /** Enough for a hundred thousand servers of 600 characters each. */
    static final int MAX_BYTES = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFile.class);

    private ConfigurationFile() {}

    static ServerConfiguration read(Path file) throws ConfigurationException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(name, List.of("is a directory"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(name, List.of("there is no such file"));
        } catch (IOException e) {
            throw new ConfigurationException(name, List.of("cannot be read: " + FileReason.of(e)));
        }
    }

    static ServerConfiguration read(String name, InputStream in) throws ConfigurationException {
        return read(
                name, in, Runtime.getRuntime().maxMemory(), Clock.systemUTC().instant());
    }

    /**
     * {@return the content of a file}
     *
     * @param name the name of the file, for messages
     * @param in its bytes
     * @param heap the bytes of the heap that its servers and tasks must fit
     * @param now the time, to find what has expired
     * @throws ConfigurationException if there is any problem; the message has all of them
     */
    static ServerConfiguration read(String name, InputStream in, long heap, Instant now) throws ConfigurationException {
        byte[] bytes = bytes(name, in);
        if (bytes.length > MAX_BYTES) {
            throw new ConfigurationException(name, List.of("must not have more than " + MAX_BYTES + " bytes"));
        }
        Findings findings = new Findings();
        ServerConfiguration configuration = Settings.read(
                YamlTree.root(name, FileText.decode(name, bytes)),
                file -> ServerConfiguration.from(file, new FileChecks(new HeapBudget(heap), now)),
                findings);
        findings.warnings().forEach(warning -> LOG.warn("{}: {}", name, warning));
        if (configuration == null || findings.count() > 0) {
            throw new ConfigurationException(name, findings.problems());
        }
        return configuration;
    }

    private static byte[] bytes(String name, InputStream in) throws ConfigurationException {
        try {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new ConfigurationException(name, List.of("cannot be read: " + FileReason.of(e)));
        }
    }
}

package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.tck.sample.good.GoodCatalog;
import io.agentmaintenance.tck.sample.other.UsesOther;
import io.agentmaintenance.tck.sample.ours.UsesKit;
import io.agentmaintenance.tck.sample.service.UsesService;
import io.agentmaintenance.tck.sample.shown.Entry;
import io.agentmaintenance.tck.sample.shown.Inside;
import io.agentmaintenance.tck.sample.unmarked.Unmarked;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The architecture of an adapter")
class AdapterArchitectureTest {
    private static final Map<String, Class<?>> SAMPLES = Map.of(
            "service", UsesService.class,
            "other", UsesOther.class,
            "ours", UsesKit.class,
            "shown", Entry.class,
            "unmarked", Unmarked.class);

    @Test
    @DisplayName("accepts an adapter that depends on ports and domain, and publishes its entry class")
    void acceptsAGoodAdapter() {
        assertThatCode(() -> AdapterArchitecture.of(GoodCatalog.class).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "service, the services are internal to core, UsesService",
        "other, an adapter can be replaced alone, UsesOther",
        "ours, 'the ports and the entry point, and on nothing else', UsesKit",
        "shown, hosts will use every public class, Inside",
        "unmarked, hosts must know which values may be null, Unmarked",
    })
    @DisplayName("reports each broken rule with its reason and place")
    void reportsABrokenRule(String sample, String reason, String place) {
        assertThatThrownBy(() -> AdapterArchitecture.of(SAMPLES.get(sample)).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(place);
    }

    @Test
    @DisplayName("allows several entry classes")
    void allowsSeveralEntryClasses() {
        assertThatCode(() -> AdapterArchitecture.of(Entry.class, Inside.class).check())
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("fails if there are no classes to check")
    void failsWithoutClasses(@TempDir Path empty) throws Exception {
        Class<?> elsewhere = new Elsewhere(empty.toUri().toURL()).define(GoodCatalog.class);

        assertThatThrownBy(() -> AdapterArchitecture.of(elsewhere).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("there are no classes")
                .hasMessageContaining(elsewhere.getName());
    }

    @Test
    @DisplayName("rejects a class whose location is unknown")
    void rejectsAClassWithoutLocation() {
        assertThatThrownBy(() -> AdapterArchitecture.of(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    /** Defines a class as if it came from another location. */
    private static final class Elsewhere extends ClassLoader {
        private final URL place;

        Elsewhere(URL place) {
            this.place = place;
        }

        Class<?> define(Class<?> original) throws IOException {
            String file = "/" + original.getName().replace('.', '/') + ".class";
            try (InputStream in = original.getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                CodeSource source = new CodeSource(place, (Certificate[]) null);
                return defineClass(original.getName(), bytes, 0, bytes.length, new ProtectionDomain(source, null));
            }
        }
    }
}

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
    @DisplayName("is kept by an adapter that sees ports and domain, and shows its entry class")
    void isKept() {
        assertThatCode(() -> AdapterArchitecture.of(GoodCatalog.class).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "service, the services are core's own affair, UsesService",
        "other, adapters can be swapped one by one, UsesOther",
        "ours, 'the ports and the entry point, and nothing else', UsesKit",
        "shown, what a host can see it will use, Inside",
        "unmarked, hosts must know what may be null, Unmarked",
    })
    @DisplayName("is broken by a sample of each flaw, with reason and place")
    void isBroken(String sample, String reason, String place) {
        assertThatThrownBy(() -> AdapterArchitecture.of(SAMPLES.get(sample)).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(place);
    }

    @Test
    @DisplayName("lets an adapter have several entry classes")
    void letsSeveralBePublic() {
        assertThatCode(() -> AdapterArchitecture.of(Entry.class, Inside.class).check())
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("is not kept by nothing: without classes the check fails")
    void isNotKeptByNothing(@TempDir Path empty) throws Exception {
        Class<?> elsewhere = new Elsewhere(empty.toUri().toURL()).define(GoodCatalog.class);

        assertThatThrownBy(() -> AdapterArchitecture.of(elsewhere).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("there are no classes")
                .hasMessageContaining(elsewhere.getName());
    }

    @Test
    @DisplayName("can not be checked of what comes from nowhere")
    void canNotBeCheckedOfWhatComesFromNowhere() {
        assertThatThrownBy(() -> AdapterArchitecture.of(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    /** Says of a class that it lies in another place. */
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

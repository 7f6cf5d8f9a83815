package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("docs/metrics.md and the dashboard")
class MetricsDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern NAME = Pattern.compile("\\b(?:agent_maintenance|jvm|process|system)_[a-z_]+");

    private static Set<String> namesIn(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("name only metrics that a server has, and metrics.md names all of them")
    void nameMetricsThatAreThere() throws Exception {
        String document = Files.readString(DOCS.resolve("metrics.md"));
        String dashboard = Files.readString(DOCS.resolve("grafana-dashboard.json"));
        Set<String> real;
        try (Observed server = new Observed(Observed.IN_MEMORY).started()) {
            // The pauses of the garbage collector appear with the first one.
            System.gc();
            String scrape = Observed.await(server::scrape, text -> text.contains("jvm_gc_pause_seconds_count"));
            real = scrape.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceFirst("[{ ].*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        assertThat(namesIn(dashboard)).isNotEmpty().isSubsetOf(real);
        assertThat(namesIn(document)).isEqualTo(real);
    }

    @Test
    @DisplayName("can be imported: the dashboard asks for its data source, and each of its panels has queries")
    void canBeImported() throws Exception {
        JsonNode dashboard = DemoSession.JSON.readTree(Files.readString(DOCS.resolve("grafana-dashboard.json")));

        assertThat(dashboard.at("/templating/list/0/type").asString()).isEqualTo("datasource");
        assertThat(dashboard.get("panels").size()).isGreaterThanOrEqualTo(6);
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
            assertThat(panel.get("targets")).as(panel.get("title").asString()).isNotEmpty();
        }
    }
}

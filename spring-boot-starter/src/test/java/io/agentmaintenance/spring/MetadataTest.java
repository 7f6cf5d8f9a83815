package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The metadata of the properties")
class MetadataTest {
    private static List<JsonNode> properties() throws IOException {
        try (InputStream metadata =
                AgentMaintenanceProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode all = JsonMapper.shared().readTree(metadata).get("properties");
            return StreamSupport.stream(all.spliterator(), false).toList();
        }
    }

    @Test
    @DisplayName("describes each property")
    void describesEachProperty() throws IOException {
        assertThat(properties())
                .hasSizeGreaterThan(15)
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as(property.path("name").asString())
                        .endsWith("."));
    }

    @Test
    @DisplayName("has the same properties as the table of the page")
    void hasTheSamePropertiesAsThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "spring-boot.md"));
        assertThat(properties()).allSatisfy(property -> {
            String name = property.path("name").asString().replaceFirst("^agent-maintenance\\.", "");
            assertThat(page).contains("| `" + name);
        });
    }
}

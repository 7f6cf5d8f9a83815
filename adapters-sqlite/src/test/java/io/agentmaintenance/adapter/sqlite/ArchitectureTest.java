package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.tck.AdapterArchitecture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The SQLite adapters")
class ArchitectureTest {
    @Test
    @DisplayName("depend on the domain and the ports only, and publish only the store")
    void keepTheArchitecture() {
        AdapterArchitecture.of(SqliteStore.class).check();
    }
}

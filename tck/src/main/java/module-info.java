/**
 * The contract tests of the outbound ports. The author of an adapter inherits them.
 */
module io.agentmaintenance.tck {
    requires transitive io.agentmaintenance.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;
    requires transitive java.sql;
    requires com.tngtech.archunit;
    requires org.junit.platform.commons;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports io.agentmaintenance.tck;

    // The test engine calls the tests, which are package-private.
    opens io.agentmaintenance.tck to
            org.junit.platform.commons;
}

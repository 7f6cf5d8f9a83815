package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.VersionType.ADVANCE_VERSION;
import static io.agentmaintenance.domain.VersionType.BASIC_VERSION;
import static io.agentmaintenance.fixture.TestValues.OFFERED;
import static io.agentmaintenance.fixture.TestValues.offer;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The version catalogue (basic: 2.4.1, 2.7.1, 2.7.2; advanced: 2.7.2.0, 3.0.1)")
class AgentVersionsTest {
    @ParameterizedTest(name = "version {0}, type {1}, otherwise {2}: {3}")
    @CsvSource({
        "      ,                , BASIC_VERSION,   2.7.2",
        "      ,                , ADVANCE_VERSION, 3.0.1",
        "      , BASIC_VERSION  , ADVANCE_VERSION, 2.7.2",
        "      , ADVANCE_VERSION, BASIC_VERSION,   3.0.1",
        "2.4.1 ,                , BASIC_VERSION,   2.4.1",
        "2.4.1 ,                , ADVANCE_VERSION, 2.4.1",
        "3.0.1 ,                , BASIC_VERSION,   3.0.1",
        "2.4.1 , BASIC_VERSION  , BASIC_VERSION,   2.4.1",
        "2.4.1 , ADVANCE_VERSION, BASIC_VERSION,        ",
        "2.4.2 ,                , BASIC_VERSION,        ",
        "2.4.1.0,               , BASIC_VERSION,        ",
    })
    void findsTheVersionOfAWish(
            @Nullable String version, @Nullable VersionType type, VersionType otherwise, @Nullable String expected) {
        VersionWish wish = new VersionWish(version == null ? null : AgentVersion.of(version), type);

        AgentVersion found = OFFERED.resolve(wish, otherwise);

        assertThat(found == null ? null : found.value()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "INSTALL, agent {0} {1}, version {2}, type {3}: {4}")
    @CsvSource({
        "NONE,          ,      ,                , 2.7.2",
        "NONE,          ,      , ADVANCE_VERSION, 3.0.1",
        "NONE,          , 2.4.1,                , 2.4.1",
        "FAULT, 3.0.1   ,      ,                , 3.0.1",
        "FAULT, 2.4.1   ,      ,                , 2.4.1",
        "FAULT, 2.7.2.0 ,      ,                , 2.7.2.0",
        "FAULT, 2.7.1.5 ,      ,                ,      ",
        "FAULT, 2.7.1.5 ,      , BASIC_VERSION  , 2.7.2",
        "FAULT, 2.7.1.5 ,      , ADVANCE_VERSION, 3.0.1",
        "FAULT, 2.7.1.5 , 2.4.1,                , 2.4.1",
        "FAULT, 2.9.0.1 ,      ,                ,      ",
        "FAULT, 2.7.2-rc1,     , BASIC_VERSION  , 2.7.2",
        "FAULT, 2.7.2-hf1,     , BASIC_VERSION  ,      ",
        "FAULT,         ,      ,                , 2.7.2",
        "FAULT, 2.4.1   ,      , BASIC_VERSION  , 2.7.2",
        "FAULT, 2.4.1   ,      , ADVANCE_VERSION, 3.0.1",
        "FAULT, 3.0.1   ,      , BASIC_VERSION  ,      ",
        "FAULT, 3.0.1   , 2.4.1,                , 2.4.1",
        "FAULT, 3.0.1   , 2.4.2,                ,      ",
    })
    void findsTheTargetOfAnInstall(
            AgentStatus status,
            @Nullable String present,
            @Nullable String version,
            @Nullable VersionType type,
            @Nullable String expected) {
        AgentState agent = new AgentState(status, present == null ? null : version(present));

        AgentVersion found =
                OFFERED.forInstall(new VersionWish(version == null ? null : version(version), type), agent);

        assertThat(found == null ? null : found.value()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "UPDATE, agent {0}, version {1}, type {2}: {3}")
    @CsvSource({
        "2.4.1,      ,                , 2.7.2",
        "2.7.2.0,    ,                , 3.0.1",
        "9.9  ,      ,                , 2.7.2",
        "2.4.1,      , ADVANCE_VERSION, 3.0.1",
        "2.7.2, 2.4.1,                , 2.4.1",
        "2.7.2, 2.4.2,                ,      ",
    })
    void findsTheTargetOfAnUpdate(
            String present, @Nullable String version, @Nullable VersionType type, @Nullable String expected) {
        AgentState agent = AgentState.running(version(present));

        AgentVersion found = OFFERED.forUpdate(new VersionWish(version == null ? null : version(version), type), agent);

        assertThat(found == null ? null : found.value()).isEqualTo(expected);
    }

    @Test
    @DisplayName("finds nothing in a type without versions")
    void findsNothingInAnEmptyType() {
        AgentVersions basicOnly = AgentVersions.of(List.of(offer("1.0", BASIC_VERSION)));

        assertThat(basicOnly.resolve(VersionWish.newest(ADVANCE_VERSION), BASIC_VERSION))
                .isNull();
        assertThat(AgentVersions.of(List.of()).resolve(VersionWish.any(), BASIC_VERSION))
                .isNull();
    }

    @Test
    @DisplayName("takes the first of two entries for the same version, and of two that are equally new")
    void keepsTheFirstOfEqualEntries() {
        AgentVersions twice = AgentVersions.of(
                List.of(offer("1.0", ADVANCE_VERSION), offer("1.0", BASIC_VERSION), offer("1", ADVANCE_VERSION)));

        assertThat(twice.typeOf(version("1.0"))).isEqualTo(ADVANCE_VERSION);
        assertThat(twice.resolve(VersionWish.newest(BASIC_VERSION), BASIC_VERSION))
                .isNull();
        assertThat(twice.resolve(VersionWish.newest(ADVANCE_VERSION), BASIC_VERSION))
                .isEqualTo(version("1.0"));
    }

    @Test
    @DisplayName("finds the type of a version, and returns the basic type for an unknown version")
    void findsTheLineOfAVersion() {
        assertThat(OFFERED.typeOf(version("3.0.1"))).isEqualTo(ADVANCE_VERSION);
        assertThat(OFFERED.typeOf(version("2.4.1"))).isEqualTo(BASIC_VERSION);
        assertThat(OFFERED.typeOf(version("9.9"))).isEqualTo(BASIC_VERSION);
        assertThat(OFFERED.typeOf(null)).isEqualTo(BASIC_VERSION);
        assertThat(OFFERED.contains(version("2.4.1"))).isTrue();
        assertThat(OFFERED.contains(version("2.4.2"))).isFalse();
    }

    @Test
    @DisplayName("copies its entries")
    void copiesItsEntries() {
        List<OfferedVersion> entries = new ArrayList<>(List.of(offer("1.0", BASIC_VERSION)));
        AgentVersions versions = AgentVersions.of(entries);
        entries.add(offer("2.0", BASIC_VERSION));

        assertThat(versions.contains(version("2.0"))).isFalse();
    }
}

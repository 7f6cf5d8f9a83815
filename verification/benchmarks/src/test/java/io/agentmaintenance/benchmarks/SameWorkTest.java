package io.agentmaintenance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Each benchmark and its floor")
class SameWorkTest {
    private static final String TASK_ID = "\"invocation_id\":\"[0-9a-f-]{36}\"";

    @Nested
    @DisplayName("of the core give the same answer")
    class OfCore {
        @ParameterizedTest
        @EnumSource
        @DisplayName("to a request of 100 items with ten refused, and leave the maps unchanged")
        void create(InvocationType type) {
            CreateBenchmark benchmark = create(type, 100);
            CreateBenchmark floor = create(type, 100);

            List<ItemOutcome> first = benchmark.create();

            assertThat(first).isEqualTo(floor.createFloor());
            assertThat(benchmark.create()).hasSameSizeAs(first).isEqualTo(floor.createFloor());
            assertThat(first.stream().filter(ItemOutcome.Refused.class::isInstance))
                    .hasSize(10);
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("to a request of one item")
        void createOne(InvocationType type) {
            List<ItemOutcome> outcomes = create(type, 1).create();

            assertThat(outcomes).isEqualTo(create(type, 1).createFloor());
            assertThat(outcomes).singleElement().isInstanceOf(ItemOutcome.Accepted.class);
        }

        @Test
        @DisplayName("to a request for a plan")
        void plan() {
            PlanBenchmark benchmark = new PlanBenchmark();
            benchmark.setup();

            assertThat(benchmark.plan()).isEqualTo(benchmark.planFloor());
            assertThat(benchmark.plan().eligibleCount()).isEqualTo(90);
        }

        @Test
        @DisplayName("for the transitions of tasks")
        void life() {
            TransitionBenchmark benchmark = new TransitionBenchmark();
            benchmark.setup();

            assertThat(benchmark.life()).hasSize(100).isEqualTo(benchmark.lifeFloor());
        }

        @Test
        @DisplayName("to reports, and leave equal tasks")
        void reports() {
            ReportBenchmark benchmark = new ReportBenchmark();
            ReportBenchmark floor = new ReportBenchmark();
            benchmark.setup();
            floor.setup();

            assertThat(benchmark.reports()).hasSize(200).isEqualTo(floor.reportsFloor());
            assertThat(benchmark.ended()).isEqualTo(floor.ended());
        }

        @Test
        @DisplayName("for the summary of outcomes")
        void summary() {
            AggregationBenchmark benchmark = new AggregationBenchmark();
            benchmark.setup();

            assertThat(benchmark.summary())
                    .isEqualTo("90 of 100 accepted, refused: UNIAGENT_SILENT=10")
                    .isEqualTo(benchmark.summaryFloor());
        }

        private static CreateBenchmark create(InvocationType type, int items) {
            CreateBenchmark benchmark = new CreateBenchmark();
            benchmark.type = type;
            benchmark.items = items;
            benchmark.setup();
            return benchmark;
        }
    }

    @Nested
    @DisplayName("of the store give the same answer")
    class OfStore {
        @Test
        @DisplayName("for a batch that is written, started and ended")
        void write() {
            StoreWriteBenchmark benchmark = new StoreWriteBenchmark();
            StoreWriteBenchmark floor = new StoreWriteBenchmark();

            assertThat(benchmark.write()).isEqualTo(300).isEqualTo(floor.writeFloor());
            assertThat(benchmark.write()).isEqualTo(300).isEqualTo(floor.writeFloor());
        }

        @ParameterizedTest
        @CsvSource({
            "first, none, 100, 10000",
            "deepest, none, 100, 10000",
            "first, kind, 100, 1250",
            "deepest, kind, 100, 1250",
            "first, server, 10, 10",
            "deepest, server, 10, 10"
        })
        @DisplayName("to a request for a page")
        void list(String page, String filter, int shown, long count) {
            StoreListBenchmark benchmark = new StoreListBenchmark();
            benchmark.page = page;
            benchmark.filter = filter;
            benchmark.setup();

            assertThat(benchmark.list()).isEqualTo(benchmark.listFloor());
            assertThat(benchmark.list().invocations()).hasSize(shown);
            assertThat(benchmark.list().count()).isEqualTo(count);
        }

        @Test
        @DisplayName("to a request for a task")
        void byId() {
            StoreByIdBenchmark benchmark = new StoreByIdBenchmark();
            StoreByIdBenchmark floor = new StoreByIdBenchmark();
            benchmark.setup();
            floor.setup();

            assertThat(benchmark.byId()).isNotNull().isEqualTo(floor.byIdFloor());
            assertThat(benchmark.byId()).isNotNull().isEqualTo(floor.byIdFloor());
        }
    }

    @Nested
    @DisplayName("of the HTTP function write the same bytes")
    class OfHttp {
        @ParameterizedTest
        @CsvSource({"1", "100"})
        @DisplayName("to batch-create, except for the new ids")
        void create(int items) {
            HttpCreateBenchmark benchmark = new HttpCreateBenchmark();
            HttpCreateBenchmark floor = new HttpCreateBenchmark();
            benchmark.items = items;
            floor.items = items;
            benchmark.prepare();
            floor.prepare();

            for (int i = 0; i < 3; i++) {
                String answer = text(benchmark.create()).replaceAll(TASK_ID, "NEW");
                assertThat(answer).isEqualTo(text(floor.createFloor()).replaceAll(TASK_ID, "NEW"));
                assertThat(answer.split("\"ret_status\":\"successful\",NEW", -1))
                        .hasSize(items + 1);
            }
        }

        @Test
        @DisplayName("to the list")
        void list() {
            HttpListBenchmark benchmark = new HttpListBenchmark();
            benchmark.prepare();

            assertThat(text(benchmark.list())).isEqualTo(text(benchmark.listFloor()));
            assertThat(text(benchmark.list()).split(TASK_ID, -1)).hasSize(101);
        }

        @Test
        @DisplayName("to the status query")
        void status() {
            HttpStatusBenchmark benchmark = new HttpStatusBenchmark();
            benchmark.prepare();

            assertThat(text(benchmark.status())).isEqualTo(text(benchmark.statusFloor()));
            assertThat(text(benchmark.status()).split("\"uniagent_status\":\"running\"", -1))
                    .hasSize(101);
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}

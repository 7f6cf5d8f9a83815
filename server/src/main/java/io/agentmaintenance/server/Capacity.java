package io.agentmaintenance.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks and servers are kept in memory.
 *
 * @param history finished tasks in each project; 0 if a database or a folder keeps them
 * @param active tasks that may be active at once
 * @param rememberedServers servers of an entry {@code any: true} that are remembered in each project
 */
record Capacity(int history, int active, int rememberedServers) {
    private static final int DEFAULT_HISTORY = 100_000;
    private static final int DEFAULT_ACTIVE = 1_000_000;
    private static final int DEFAULT_REMEMBERED = 10_000;

    /** A default is never below this, however small the heap is. */
    private static final int SMALLEST_DEFAULT = 10_000;

    private static final Form<Integer> HISTORY = Form.whole(1, 100_000_000);
    private static final Form<Integer> OTHERS = Form.whole(1, 10_000_000);

    /** {@return the capacity that a file sets, after its servers have taken their memory; the rest of the heap bounds the defaults} */
    static Capacity from(Settings file, List<ProjectConfiguration> projects, HeapBudget heap) {
        Integer history = bounded(file, "history", HISTORY, HeapBudget.FINISHED_TASK, heap);
        Integer active = bounded(file, "active", OTHERS, HeapBudget.ACTIVE_TASK, heap);
        Integer remembered = bounded(file, "rememberedServers", OTHERS, HeapBudget.REMEMBERED_SERVER, heap);
        String store = file.has("database") ? "database" : file.has("data") ? "data" : null;
        if (store != null && history != null) {
            file.problem("history", "has no effect with " + store + ", which keeps finished tasks for 90 days");
        }
        if (remembered != null && projects.stream().noneMatch(Capacity::hasAnyServer)) {
            file.problem("rememberedServers", "has no effect without servers of the entry any: true");
        }
        if (!fitInEachProject(history, projects.size(), HeapBudget.FINISHED_TASK, heap)) {
            file.warning("history", "counts for each project; so much in all of them does not fit " + heap.heap());
        }
        if (!fitInEachProject(remembered, projects.size(), HeapBudget.REMEMBERED_SERVER, heap)) {
            file.warning(
                    "rememberedServers", "counts for each project; so much in all of them does not fit " + heap.heap());
        }
        return new Capacity(
                store != null ? 0 : history == null ? defaultHistory(Math.max(1, projects.size()), heap) : history,
                active == null ? byDefault(DEFAULT_ACTIVE, heap.fitting(HeapBudget.ACTIVE_TASK)) : active,
                remembered == null ? DEFAULT_REMEMBERED : remembered);
    }

    private static boolean hasAnyServer(ProjectConfiguration project) {
        return project.serversOrNone().stream().anyMatch(FleetConfiguration::any);
    }

    private static @Nullable Integer bounded(
            Settings file, String name, Form<Integer> form, int bytesEach, HeapBudget heap) {
        Integer number = file.optional(name, form);
        long fitting = heap.fitting(bytesEach);
        if (number != null && !heap.take(number, bytesEach)) {
            file.problem(name, "must be at most " + fitting + ", because more do not fit " + heap.heap());
        }
        return number;
    }

    // One project has taken its memory already.
    private static boolean fitInEachProject(@Nullable Integer number, int projects, int bytesEach, HeapBudget heap) {
        return number == null || (long) number * (projects - 1) <= heap.fitting(bytesEach);
    }

    // Leaves at least half of the memory for active tasks.
    private static int defaultHistory(int projects, HeapBudget heap) {
        int inAllProjects = projects * HeapBudget.FINISHED_TASK;
        int history = byDefault(DEFAULT_HISTORY, heap.fitting(2 * inAllProjects));
        heap.take(history, inAllProjects);
        return history;
    }

    private static int byDefault(int number, long fitting) {
        return (int) Math.min(number, Math.max(SMALLEST_DEFAULT, fitting));
    }
}

package io.agentmaintenance.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and ends with a table of their ratios to the floors. The first argument is {@code short} (five minutes),
 * {@code full} (about an hour, with ten million tasks and 12 GiB of free memory), {@code heap} (the heap that a finished
 * task takes) or {@code sqlite} (the tasks that a store in a folder accepts in a second; the next argument is the folder). Options of JMH may follow, such as a pattern of names.
 */
public final class Benchmarks {
    private static final int FINISHED_TASKS = 1_000_000;

    private Benchmarks() {}

    /**
     * Runs the benchmarks of the given form.
     *
     * @param args the form, and options of JMH
     * @throws RunnerException if a benchmark fails
     * @throws CommandLineOptionException if JMH does not know an option
     * @throws IOException if a folder cannot be used
     */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException, IOException {
        String form = args.length == 0 ? "short" : args[0];
        String[] options = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        switch (form) {
            case "short" -> run(brief(new CommandLineOptions(options)), 1);
            case "full" -> run(thorough(new CommandLineOptions(options)), 3);
            case "heap" -> HeapPerTask.print(System.out);
            case "sqlite" -> SqliteRate.print(System.out, folder(args), FINISHED_TASKS);
            default -> System.err.println("usage: short|full [options of JMH] | heap | sqlite [folder]");
        }
    }

    // A folder that is named stays, for other measurements.
    private static Path folder(String[] args) throws IOException {
        return args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("sqlite-rate");
    }

    // Several rounds, so that other load on the machine does not affect one side only.
    private static void run(ChainedOptionsBuilder options, int rounds) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            results.addAll(new Runner(options.build()).run());
        }
        System.out.println();
        Summary.of(results).forEach(System.out::println);
    }

    private static ChainedOptionsBuilder brief(CommandLineOptions given) {
        ChainedOptionsBuilder options = common(given, 500, 4, 400, 3, "-Xmx2g");
        unlessGiven(given, options, "tasks", "10000", "1000000");
        unlessGiven(given, options, "filter", "none", "kind");
        return options;
    }

    // A value set here would replace the option of the caller without notice.
    private static void unlessGiven(
            CommandLineOptions given, ChainedOptionsBuilder options, String parameter, String... values) {
        if (!given.getParameter(parameter).hasValue()) {
            options.param(parameter, values);
        }
    }

    private static ChainedOptionsBuilder thorough(CommandLineOptions given) {
        return common(given, 1000, 5, 1000, 5, "-Xmx8g");
    }

    private static ChainedOptionsBuilder common(
            CommandLineOptions given, long warmupMillis, int warmups, long millis, int measurements, String heap) {
        return new OptionsBuilder()
                .parent(given)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .warmupIterations(given.getWarmupIterations().orElse(warmups))
                .measurementTime(TimeValue.milliseconds(millis))
                .measurementIterations(given.getMeasurementIterations().orElse(measurements))
                .forks(given.getForkCount().orElse(1))
                .jvmArgsAppend(heap)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class);
    }
}

package io.agentmaintenance.architecture.sample.domain;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Breaks: makes time, ids, chance and threads by itself, in every way. */
public final class Impatient {
    public Instant now() {
        return Instant.now();
    }

    public Supplier<Instant> nowByReference() {
        return Instant::now;
    }

    public ZonedDateTime zoned() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    public Clock clock() {
        return Clock.systemUTC();
    }

    public long millis() {
        return System.currentTimeMillis() + System.nanoTime();
    }

    public UUID id() {
        return UUID.randomUUID();
    }

    public double chance() {
        return new Random().nextDouble()
                + ThreadLocalRandom.current().nextDouble()
                + new SplittableRandom().nextDouble()
                + Math.random();
    }

    public byte[] secret() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    public void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    public void start() {
        new Thread(this::now).start();
    }

    public ExecutorService executor() {
        return Executors.newCachedThreadPool();
    }

    public CompletableFuture<Instant> later() {
        return CompletableFuture.supplyAsync(this::now);
    }

    public Timer timer() {
        return new Timer();
    }

    public Stream<String> parallel(List<String> list) {
        return Stream.concat(list.parallelStream(), list.stream().parallel());
    }
}

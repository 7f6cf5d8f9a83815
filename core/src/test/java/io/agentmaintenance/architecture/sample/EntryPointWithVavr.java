package io.agentmaintenance.architecture.sample;

import io.vavr.control.Either;

/** Breaks: an entry point whose signature is in a functional library. */
public interface EntryPointWithVavr {
    Either<String, String> answer();
}

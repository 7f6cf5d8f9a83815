package io.agentmaintenance.sample.application.port.out;

import io.agentmaintenance.sample.application.service.Inner;
import io.vavr.control.Either;
import jakarta.validation.Validator;

/** A port that sees services, a functional library and validation. */
public interface WrongPort {
    Either<Inner, Validator> ask();
}

package io.agentmaintenance.tck;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions about an {@link Invocation}. Each returns itself; a failure shows the whole invocation. */
public final class InvocationAssert extends AbstractAssert<InvocationAssert, @Nullable Invocation> {
    InvocationAssert(@Nullable Invocation actual) {
        super(actual, InvocationAssert.class);
    }

    /**
     * Checks its state.
     *
     * @param status the state expected
     * @return this
     */
    public InvocationAssert hasStatus(InvocationStatus status) {
        return holds("state", present().status(), status);
    }

    /**
     * Checks that it is active: PENDING or RUNNING.
     *
     * @return this
     */
    public InvocationAssert isActive() {
        return holds("active", present().isActive(), true);
    }

    /**
     * Checks that it has a final state.
     *
     * @return this
     */
    public InvocationAssert isFinished() {
        return holds("active", present().isActive(), false);
    }

    /**
     * Checks its type.
     *
     * @param type the type expected
     * @return this
     */
    public InvocationAssert hasType(InvocationType type) {
        return holds("type", present().type(), type);
    }

    /**
     * Checks its instance.
     *
     * @param instance the id of the expected instance
     * @return this
     */
    public InvocationAssert isOn(String instance) {
        return holds("server", present().instanceId().value(), instance);
    }

    /**
     * Checks its target version.
     *
     * @param version the version expected
     * @return this
     */
    public InvocationAssert hasTarget(String version) {
        return holds("target version", present().versions().target().value(), version);
    }

    /**
     * Checks its revision.
     *
     * @param revision the revision expected, 1 for a new one
     * @return this
     */
    public InvocationAssert hasRevision(int revision) {
        return holds("revision", present().revision(), revision);
    }

    /**
     * Checks that its message contains a text.
     *
     * @param text the text
     * @return this
     */
    public InvocationAssert hasMessageContaining(String text) {
        Assertions.assertThat(present().progress().message())
                .as("message of %s", actual)
                .contains(text);
        return this;
    }

    /**
     * Checks that a report after the time-out decided its final state.
     *
     * @return this
     */
    public InvocationAssert isLate() {
        return holds("late", present().progress().late(), true);
    }

    /**
     * Checks which invocation it repeats.
     *
     * @param earlier the repeated invocation, or null for none
     * @return this
     */
    public InvocationAssert repeats(@Nullable InvocationId earlier) {
        return holds("the task it repeats", present().lineage().retryOf(), earlier);
    }

    /**
     * Checks which update it undoes.
     *
     * @param update the update, or null for none
     * @return this
     */
    public InvocationAssert undoes(@Nullable InvocationId update) {
        return holds("the update it undoes", present().lineage().rollbackOf(), update);
    }

    /**
     * Checks which invocation repeats it.
     *
     * @param retry the retry, or null for none
     * @return this
     */
    public InvocationAssert isRetriedBy(@Nullable InvocationId retry) {
        return holds("the task that repeats it", present().lineage().retriedBy(), retry);
    }

    private InvocationAssert holds(String what, @Nullable Object found, @Nullable Object expected) {
        Assertions.assertThat(found).as("%s of %s", what, actual).isEqualTo(expected);
        return this;
    }

    private Invocation present() {
        if (actual == null) {
            throw new AssertionError("expected an invocation, but there is none");
        }
        return actual;
    }
}

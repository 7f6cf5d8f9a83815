package io.agentmaintenance.adapter.http;

import io.agentmaintenance.application.port.in.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A request as it was read.
 *
 * @param <C> the type of the command
 * @param fields the fields of the command on the wire, in the order in which their violations are reported
 * @param command the raw command; a field that could not be read is null or has its default
 * @param unreadable what could not be read into the command, such as a number in place of a text
 */
record ParsedRequest<C>(List<String> fields, C command, List<FieldViolation> unreadable) {
    /**
     * {@return the error that reports what could not be read together with what the core rejects}
     *
     * <p>Violations of the request as a whole and of unknown fields come first. Of a field that could not be read, the core
     * has not seen the value, so the core's violations of it are left out.
     *
     * @param rejected the violations that the core has found
     */
    ApiException rejected(List<Violation> rejected) {
        List<FieldViolation> all = new ArrayList<>(unreadable);
        for (Violation violation : rejected) {
            FieldViolation translated = FieldViolation.of(violation);
            if (unreadable.stream().noneMatch(u -> u.field().equals(translated.field()))) {
                all.add(translated);
            }
        }
        all.sort(Comparator.<FieldViolation>comparingInt(v -> fields.indexOf(v.field()))
                .thenComparingInt(FieldViolation::index)
                .thenComparing(FieldViolation::message));
        return ApiException.ofFields(all);
    }
}

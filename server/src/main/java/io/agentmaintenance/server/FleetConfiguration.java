package io.agentmaintenance.server;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a project's servers: a single server by {@code id}, a range of them by {@code pattern}, or with
 * {@code any: true} every server that no other entry names.
 *
 * @param id the id of a single server
 * @param pattern a printf-like pattern of ids with one number in it, such as {@code web-%04d}
 * @param from the first number of the pattern
 * @param to the last number of the pattern
 * @param any whether this entry stands for every other id
 * @param name the name of a single server; its id if left out
 * @param type ECS, or BMS
 * @param intranetIps the private addresses of a single server
 * @param elasticIps the public addresses of a single server
 * @param uniAgent the state of the UniAgent; running if left out
 * @param agent the state of the agent; none if left out
 * @param behavior how work on it goes; it succeeds after about three seconds if left out
 */
record FleetConfiguration(
        @Pattern(regexp = "[a-zA-Z0-9-]{1,64}") @Nullable String id,

        @Pattern(regexp = "[a-zA-Z0-9-]*%(0[1-9])?d[a-zA-Z0-9-]*") @Size(max = 64) @Nullable String pattern,

        @Min(0) @Max(999_999_999) @Nullable Integer from,
        @Min(0) @Max(999_999_999) @Nullable Integer to,
        boolean any,
        @Size(min = 1, max = 128) @Nullable String name,
        @Pattern(regexp = "ECS|BMS") @Nullable String type,
        @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 15) String> intranetIps,
        @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 15) String> elasticIps,

        @Pattern(regexp = "none|running|silent|unknown") @Nullable String uniAgent,

        @Valid @Nullable Agent agent,
        @Valid @Nullable Behavior behavior) {

    /** {@return whether exactly one of the three ways to name servers is used} */
    @AssertTrue(message = "must have exactly one of id, pattern (with from and to), any: true")
    boolean isNamedOnce() {
        int ways = (id == null ? 0 : 1) + (pattern == null ? 0 : 1) + (any ? 1 : 0);
        boolean ranged = from != null && to != null && from <= to;
        return ways == 1 && ranged == (pattern != null) && (from == null) == (to == null);
    }

    /**
     * The agent of a server.
     *
     * @param status its status
     * @param version its version; not for none
     */
    record Agent(
            @NotNull @Pattern(regexp = "none|running|stopped|fault|unknown") String status,

            @Pattern(regexp = "[0-9A-Za-z_.-]{1,32}") @Nullable String version) {

        /** {@return whether there is a version only where there is an agent} */
        @AssertTrue(message = "must not have a version if its status is none") boolean isConsistent() {
            return !"none".equals(status) || version == null;
        }
    }

    /**
     * How work on a server goes.
     *
     * @param kind succeed, fail, hang, ignore (it is never picked up) or lose (done, but its report gets lost)
     * @param pickUp how long until the work is picked up
     * @param work how long the work takes
     * @param message the reason of a failure
     * @param times after how many failures work succeeds; it always fails if left out
     */
    record Behavior(
            @NotNull @Pattern(regexp = "succeed|fail|hang|ignore|lose") String kind,

            @DurationMin(message = "must not be negative") @Nullable Duration pickUp,

            @DurationMin(message = "must not be negative") @Nullable Duration work,

            @Size(min = 1, max = 5000) @Nullable String message,
            @Min(1) @Max(1_000_000) @Nullable Integer times) {}
}

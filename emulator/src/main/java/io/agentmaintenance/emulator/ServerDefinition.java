package io.agentmaintenance.emulator;

import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.UniAgentStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One server of an emulated project, or several that are alike. What is null has a default. Immutable.
 *
 * @param names which servers these are
 * @param type their type; ECS if null
 * @param uniAgent the state of their UniAgent; running if null
 * @param agent the state of their agent; not installed if null
 * @param work how work on them goes; it succeeds if null
 */
public record ServerDefinition(
        Names names,
        @Nullable InstanceType type,
        @Nullable UniAgentStatus uniAgent,
        @Nullable AgentState agent,
        @Nullable Work work) {

    /** Which servers a definition is about. */
    public sealed interface Names {}

    /**
     * A single server.
     *
     * @param id its id
     * @param name its name; its id if null
     * @param intranetIps its private addresses; copied
     * @param elasticIps its public addresses; copied
     */
    public record Single(InstanceId id, @Nullable String name, List<String> intranetIps, List<String> elasticIps)
            implements Names {
        /** Copies the lists. */
        public Single {
            intranetIps = List.copyOf(intranetIps);
            elasticIps = List.copyOf(elasticIps);
        }
    }

    /**
     * The servers whose ids a pattern forms.
     *
     * @param pattern the pattern
     */
    public record Range(InstancePattern pattern) implements Names {}

    /** Every server of the project that no other definition is about. */
    public record AnyOther() implements Names {}

    /**
     * How work on a server goes. What is null has a default.
     *
     * @param end how it ends
     * @param pickUp how long until it is picked up; a second if null
     * @param work how long it takes after that; two seconds if null
     * @param message the reason that a failure reports; a general one if null
     * @param times after how many failures work succeeds; it always fails if null
     */
    public record Work(
            End end,
            @Nullable Duration pickUp,
            @Nullable Duration work,
            @Nullable String message,
            @Nullable Integer times) {}

    /** How work ends. */
    public enum End {
        /** It succeeds. */
        SUCCEED,
        /** It fails. */
        FAIL,
        /** It is picked up and never ends. */
        HANG,
        /** It is never picked up. */
        IGNORE,
        /** It succeeds, but its report gets lost. */
        LOSE
    }
}

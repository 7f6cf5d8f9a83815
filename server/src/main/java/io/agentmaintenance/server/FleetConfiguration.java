package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.emulator.ServerDefinition;
import io.agentmaintenance.emulator.ServerDefinition.End;
import io.agentmaintenance.emulator.ServerDefinition.Names;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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
 * @param name the name of a single server, or the pattern of the names of a range; like the ids if left out
 * @param type ECS, or BMS
 * @param intranetIps the private addresses of a single server, or of the first of a range, from which they count up
 * @param elasticIps the public addresses of a single server, or of the first of a range
 * @param uniAgent the state of the UniAgent; running if left out
 * @param agent the state of the agent; none if left out
 * @param behavior how work on it goes; it succeeds after about three seconds if left out
 */
record FleetConfiguration(
        @Nullable String id,
        @Nullable String pattern,
        @Nullable Integer from,
        @Nullable Integer to,
        boolean any,
        @Nullable String name,
        @Nullable String type,
        @Nullable List<String> intranetIps,
        @Nullable List<String> elasticIps,
        @Nullable String uniAgent,
        @Nullable Agent agent,
        @Nullable Behavior behavior) {
    private static final int ADDRESSES = 10;
    private static final Form<String> ID = Form.matching("[a-zA-Z0-9-]{1,64}");
    private static final Form<String> PATTERN =
            Form.text(1, 64).then(Form.matching("[a-zA-Z0-9-]*%(0[1-9])?d[a-zA-Z0-9-]*")::read);
    private static final Form<Integer> NUMBER = Form.whole(0, 999_999_999);
    private static final Form<String> NAME = Form.line(1, 128);
    private static final Form<String> TYPE = Form.oneOf("ECS", "BMS");
    private static final Form<String> ADDRESS =
            Form.text(7, 15).check(FleetConfiguration::isAddress, "must be an IPv4 address such as 192.168.0.1");
    private static final Form<String> UNIAGENT = Form.oneOf("none", "running", "silent", "unknown");

    static FleetConfiguration from(Settings entry, ServerNames servers, HeapBudget heap) {
        FleetConfiguration read = new FleetConfiguration(
                entry.optional("id", ID),
                entry.optional("pattern", PATTERN),
                entry.optional("from", NUMBER),
                entry.optional("to", NUMBER),
                Boolean.TRUE.equals(entry.optional("any", Form.SWITCH)),
                entry.optional("name", NAME),
                entry.optional("type", TYPE),
                entry.list("intranetIps", ADDRESSES, ADDRESS),
                entry.list("elasticIps", ADDRESSES, ADDRESS),
                entry.optional("uniAgent", UNIAGENT),
                entry.part("agent", Agent::from),
                entry.part("behavior", Behavior::from));
        new ServerEntryRules(entry, read).check(servers, heap);
        return read;
    }

    ServerDefinition definition() {
        return new ServerDefinition(
                names(),
                type == null ? null : InstanceType.valueOf(type),
                uniAgent == null ? null : UniAgentStatus.valueOf(upperCase(uniAgent)),
                agent == null ? null : agent.state(),
                behavior == null ? null : behavior.definition());
    }

    private Names names() {
        if (id != null) {
            return new ServerDefinition.Single(InstanceId.of(id), name, intranetIpsOrNone(), elasticIpsOrNone());
        }
        return pattern == null ? new ServerDefinition.AnyOther() : new ServerDefinition.Range(range());
    }

    private static String upperCase(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /**
     * {@return the range of servers of an entry with a pattern}
     *
     * @throws IllegalArgumentException if an id, name or address of the range is not legal; the message does not quote it
     */
    InstancePattern range() {
        if (pattern == null || from == null || to == null) {
            throw new IllegalStateException("the entry has no pattern");
        }
        return new InstancePattern(pattern, from, to, name, intranetIpsOrNone(), elasticIpsOrNone());
    }

    List<String> intranetIpsOrNone() {
        return intranetIps == null ? List.of() : intranetIps;
    }

    List<String> elasticIpsOrNone() {
        return elasticIps == null ? List.of() : elasticIps;
    }

    private static boolean isAddress(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                && Stream.of(text.split("\\.", 4)).allMatch(FleetConfiguration::isByte);
    }

    private static boolean isByte(String digits) {
        return Integer.parseInt(digits) <= 255 && (digits.length() == 1 || digits.charAt(0) != '0');
    }

    /**
     * The agent of a server.
     *
     * @param status its status
     * @param version its version; not for none
     */
    record Agent(String status, @Nullable String version) {
        private static final Form<String> STATUS = Form.oneOf("none", "running", "stopped", "fault", "unknown");
        private static final Form<String> VERSION = Form.matching("[0-9A-Za-z_.-]{1,32}");

        static Agent from(Settings agent) {
            Agent read = new Agent(agent.required("status", STATUS), agent.optional("version", VERSION));
            boolean consistent = !"none".equals(read.status) || read.version == null;
            agent.require(consistent, "must not have a version if its status is none");
            return read;
        }

        private AgentState state() {
            AgentStatus read = AgentStatus.valueOf(upperCase(status));
            return new AgentState(read, version == null ? null : AgentVersion.of(version));
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
            String kind,
            @Nullable Duration pickUp,
            @Nullable Duration work,
            @Nullable String message,
            @Nullable Integer times) {
        private static final Form<String> KIND = Form.oneOf("succeed", "fail", "hang", "ignore", "lose");
        private static final Map<String, List<String>> EFFECTIVE = Map.of(
                "succeed", List.of("pickUp", "work"),
                "fail", List.of("pickUp", "work", "message", "times"),
                "hang", List.of("pickUp"),
                "ignore", List.of(),
                "lose", List.of("pickUp", "work"));
        private static final Form<String> MESSAGE = Form.text(1, 5000);
        private static final Form<Integer> TIMES = Form.whole(1, 1_000_000);

        static Behavior from(Settings behavior) {
            Behavior read = new Behavior(
                    behavior.required("kind", KIND),
                    behavior.optional("pickUp", Form.STEP),
                    behavior.optional("work", Form.STEP),
                    behavior.optional("message", MESSAGE),
                    behavior.optional("times", TIMES));
            List<String> effective = EFFECTIVE.get(read.kind);
            for (String setting : List.of("pickUp", "work", "message", "times")) {
                if (effective != null && behavior.has(setting) && !effective.contains(setting)) {
                    behavior.problem(setting, "has no effect with this kind");
                }
            }
            return read;
        }

        private ServerDefinition.Work definition() {
            return new ServerDefinition.Work(End.valueOf(upperCase(kind)), pickUp, work, message, times);
        }
    }
}

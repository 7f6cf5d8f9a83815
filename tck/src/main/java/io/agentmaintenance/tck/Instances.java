package io.agentmaintenance.tck;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Instances for tests. */
public final class Instances {
    private Instances() {}

    /**
     * {@return an elastic cloud server with a running UniAgent and no agent yet, so that an INSTALL is accepted}
     *
     * @param id its id
     */
    public static Instance installable(String id) {
        return new Instance(InstanceProfile.ecs(InstanceId.of(id)), UniAgentStatus.RUNNING, AgentState.notInstalled());
    }

    /**
     * {@return an elastic cloud server with a running UniAgent and a running agent}
     *
     * @param id its id
     * @param version the version of its agent
     */
    public static Instance running(String id, String version) {
        return new Instance(
                InstanceProfile.ecs(InstanceId.of(id)),
                UniAgentStatus.RUNNING,
                AgentState.running(AgentVersion.of(version)));
    }

    /**
     * {@return servers with a running UniAgent and no agent yet, with the ids {@code web-0001} and so on}
     *
     * @param count how many, 0 to 9,999
     */
    public static List<Instance> fleet(int count) {
        List<Instance> fleet = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            fleet.add(installable(String.format("web-%04d", i)));
        }
        return fleet;
    }

    /**
     * {@return a profile in which every value has its maximum length: id, name, and ten addresses of each kind}
     *
     * <p>The name is 128 characters long and has what texts get spoilt by: quotes, a backslash, a percent sign, letters
     * beyond Latin, and a character that takes two chars.
     *
     * @param type the kind of the server; the id begins with it
     */
    public static InstanceProfile longest(InstanceType type) {
        String spoilable = "'\"\\%_ \u00fc\u0416\u6f22\ud83d\ude80";
        return new InstanceProfile(
                InstanceId.of(type.name() + "-" + "Z".repeat(30) + "z".repeat(30)),
                spoilable + "n".repeat(128 - spoilable.length()),
                type,
                addresses("192.168.100."),
                addresses("203.0.113."));
    }

    private static List<String> addresses(String network) {
        return IntStream.range(100, 110).mapToObj(host -> network + host).toList();
    }
}

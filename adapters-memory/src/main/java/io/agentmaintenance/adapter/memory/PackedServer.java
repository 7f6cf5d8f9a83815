package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A server's profile in little space: a plain one, an ECS that is named like its id and has no addresses, as the bytes of
 * its id; every other one as it is. Of a finished task that is 56 bytes instead of 128.
 */
final class PackedServer {
    private PackedServer() {}

    static Object of(InstanceProfile profile) {
        boolean plain = profile.type() == InstanceType.ECS
                && profile.name().equals(profile.id().value())
                && profile.intranetIps().isEmpty()
                && profile.elasticIps().isEmpty();
        return plain ? profile.id().value().getBytes(StandardCharsets.ISO_8859_1) : profile;
    }

    /** {@return the profile that was packed} */
    static InstanceProfile unpack(Object packed) {
        if (packed instanceof InstanceProfile profile) {
            return profile;
        }
        InstanceId id = InstanceId.of(new String((byte[]) packed, StandardCharsets.ISO_8859_1));
        return new InstanceProfile(id, id.value(), InstanceType.ECS, List.of(), List.of());
    }

    static InstanceType typeOf(Object packed) {
        return packed instanceof InstanceProfile profile ? profile.type() : InstanceType.ECS;
    }

    static boolean is(Object packed, InstanceId instance) {
        if (packed instanceof InstanceProfile profile) {
            return profile.id().equals(instance);
        }
        byte[] id = (byte[]) packed;
        String text = instance.value();
        if (id.length != text.length()) {
            return false;
        }
        // Ids of one fleet differ at their ends.
        for (int i = id.length - 1; i >= 0; i--) {
            if (id[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

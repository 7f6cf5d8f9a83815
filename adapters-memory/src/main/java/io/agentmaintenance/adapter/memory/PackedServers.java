package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The servers of some rows in little space: a plain one, an ECS that is named like its short id and has no addresses, as the
 * bytes of its id; every other one as it is. Guarded by its owner.
 */
final class PackedServers {
    // The length, and as many bytes as an id of the real cloud has, with some to spare.
    private static final int WIDTH = 40;

    private final byte[] plain;
    // Made for the first server that is not plain.
    private @Nullable InstanceProfile @Nullable [] others;

    PackedServers(int size) {
        plain = new byte[size * WIDTH];
    }

    void set(int at, InstanceProfile profile) {
        if (isPlain(profile)) {
            setPlain(at, profile.id());
        } else {
            setOther(at, profile);
        }
    }

    /** The same for a server that is known to be plain. */
    void setPlain(int at, InstanceId server) {
        String id = server.value();
        if (id.length() < WIDTH) {
            clear(at);
            plain[at * WIDTH] = (byte) id.length();
            copy(id, plain, at * WIDTH + 1);
        } else {
            setOther(at, InstanceProfile.ecs(server));
        }
    }

    void clear(int at) {
        if (others != null) {
            others[at] = null;
        }
    }

    InstanceProfile get(int at) {
        InstanceProfile other = other(at);
        if (other != null) {
            return other;
        }
        return InstanceProfile.ecs(
                InstanceId.of(new String(plain, at * WIDTH + 1, plain[at * WIDTH], StandardCharsets.ISO_8859_1)));
    }

    InstanceType typeOf(int at) {
        InstanceProfile other = other(at);
        return other == null ? InstanceType.ECS : other.type();
    }

    boolean is(int at, InstanceId instance) {
        InstanceProfile other = other(at);
        if (other != null) {
            return other.id().equals(instance);
        }
        String text = instance.value();
        int length = plain[at * WIDTH];
        if (length != text.length()) {
            return false;
        }
        // Ids of one fleet differ at their ends.
        for (int i = length - 1; i >= 0; i--) {
            if (plain[at * WIDTH + 1 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // Deprecated because it takes the lower half of each character, and an id has nothing else. To encode it would make
    // an array to copy from and throw away.
    @SuppressWarnings("deprecation")
    private static void copy(String id, byte[] to, int at) {
        id.getBytes(0, id.length(), to, at);
    }

    private void setOther(int at, InstanceProfile profile) {
        others = others == null ? new @Nullable InstanceProfile[plain.length / WIDTH] : others;
        others[at] = profile;
    }

    private @Nullable InstanceProfile other(int at) {
        return others == null ? null : others[at];
    }

    private static boolean isPlain(InstanceProfile profile) {
        return profile.type() == InstanceType.ECS
                && profile.name().equals(profile.id().value())
                && profile.intranetIps().isEmpty()
                && profile.elasticIps().isEmpty();
    }
}

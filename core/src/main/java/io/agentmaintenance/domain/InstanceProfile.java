package io.agentmaintenance.domain;

import java.util.List;

/**
 * What identifies an instance: its id, name, type and addresses. An invocation keeps the profile that its instance
 * had when the invocation was accepted, so an invocation stays readable after its instance is gone.
 *
 * @param id the instance's id
 * @param name its name, 1 to 128 characters; what no database can keep is replaced
 * @param type its kind
 * @param intranetIps its private IPv4 addresses, at most 10, each of at most 15 characters; copied
 * @param elasticIps its public IPv4 addresses, at most 10, each of at most 15 characters; copied
 */
public record InstanceProfile(
        InstanceId id, String name, InstanceType type, List<String> intranetIps, List<String> elasticIps) {
    private static final int MAX_NAME = 128;
    private static final int MAX_ADDRESSES = 10;
    private static final int MAX_ADDRESS = 15;

    /**
     * Checks the bounds and copies the lists.
     *
     * @throws IllegalArgumentException if a bound is broken
     */
    public InstanceProfile {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name must have 1 to 128 characters");
        }
        name = StorableText.of(name, MAX_NAME);
        intranetIps = addresses("intranet addresses", intranetIps);
        elasticIps = addresses("elastic addresses", elasticIps);
    }

    /**
     * {@return the profile of an elastic cloud server that is named like its id and has no addresses}
     *
     * @param id the instance's id
     */
    public static InstanceProfile ecs(InstanceId id) {
        return new InstanceProfile(id, id.value(), InstanceType.ECS, List.of(), List.of());
    }

    private static List<String> addresses(String field, List<String> addresses) {
        if (addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException(field + " must have at most 10 elements");
        }
        for (String address : addresses) {
            if (address.isEmpty() || address.length() > MAX_ADDRESS) {
                throw new IllegalArgumentException(field + " must have elements of 1 to 15 characters");
            }
        }
        return addresses.stream()
                .map(address -> StorableText.of(address, MAX_ADDRESS))
                .toList();
    }
}

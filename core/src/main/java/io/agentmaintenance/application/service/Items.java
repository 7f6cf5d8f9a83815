package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ItemOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The items of a request, in its order. */
final class Items {
    private final List<Item> all;

    private Items(List<Item> all) {
        this.all = all;
    }

    static Items of(InvocationRequest request) {
        if (request instanceof InvocationRequest.OnInstances named) {
            return ofInstances(named.instances());
        }
        return ofInvocations(((InvocationRequest.OnInvocations) request).invocations());
    }

    List<Item> all() {
        return all;
    }

    List<Item> open() {
        return all.stream().filter(Item::isOpen).toList();
    }

    List<Invocation> stored() {
        List<Invocation> stored = new ArrayList<>();
        for (Item item : all) {
            Invocation invocation = item.stored();
            if (invocation != null) {
                stored.add(invocation);
            }
        }
        return stored;
    }

    List<ItemOutcome> outcomes() {
        return all.stream().map(Item::outcome).toList();
    }

    private static Items ofInstances(List<InstanceId> instances) {
        List<Item> items = new ArrayList<>();
        Set<InstanceId> named = new HashSet<>();
        for (InstanceId instance : instances) {
            items.add(new Item(instance, null, !named.add(instance)));
        }
        return new Items(items);
    }

    private static Items ofInvocations(List<InvocationId> invocations) {
        List<Item> items = new ArrayList<>();
        Set<InvocationId> named = new HashSet<>();
        for (InvocationId invocation : invocations) {
            items.add(new Item(null, invocation, !named.add(invocation)));
        }
        return new Items(items);
    }
}

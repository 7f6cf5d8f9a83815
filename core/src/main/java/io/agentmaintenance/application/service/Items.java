package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationRequest.OnInstances;
import io.agentmaintenance.domain.InvocationRequest.OnInvocations;
import io.agentmaintenance.domain.ItemOutcome;
import java.util.ArrayList;
import java.util.List;

/** The items of a request, in its order. */
final class Items {
    private final List<Item> all;

    private Items(List<Item> all) {
        this.all = all;
    }

    static Items of(InvocationRequest request) {
        return request instanceof OnInstances onInstances
                ? ofInstances(onInstances.instances())
                : ofInvocations(((OnInvocations) request).invocations());
    }

    List<Item> all() {
        return all;
    }

    List<Item> open() {
        List<Item> open = new ArrayList<>(0); // Mostly none is left.
        for (Item item : all) {
            if (item.isOpen()) {
                open.add(item);
            }
        }
        return open;
    }

    List<Invocation> stored() {
        List<Invocation> stored = new ArrayList<>(all.size());
        for (Item item : all) {
            Invocation invocation = item.stored();
            if (invocation != null) {
                stored.add(invocation);
            }
        }
        return stored;
    }

    List<ItemOutcome> outcomes() {
        ItemOutcome[] outcomes = new ItemOutcome[all.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = all.get(i).outcome();
        }
        return List.of(outcomes); // Immutable, so that nobody has to copy it.
    }

    private static Items ofInstances(List<InstanceId> instances) {
        List<Item> items = new ArrayList<>(instances.size());
        Repetitions repetitions = new Repetitions(instances);
        for (int i = 0; i < instances.size(); i++) {
            items.add(new Item(instances.get(i), null, repetitions.isAt(i)));
        }
        return new Items(items);
    }

    private static Items ofInvocations(List<InvocationId> invocations) {
        List<Item> items = new ArrayList<>(invocations.size());
        Repetitions repetitions = new Repetitions(invocations);
        for (int i = 0; i < invocations.size(); i++) {
            items.add(new Item(null, invocations.get(i), repetitions.isAt(i)));
        }
        return new Items(items);
    }
}

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
        if (request instanceof InvocationRequest.Install install) {
            return ofInstances(install.instances());
        }
        if (request instanceof InvocationRequest.Update update) {
            return ofInstances(update.instances());
        }
        if (request instanceof InvocationRequest.Rollback rollback) {
            return ofInvocations(rollback.invocations());
        }
        return ofInvocations(((InvocationRequest.Retry) request).invocations());
    }

    List<Item> all() {
        return all;
    }

    List<Item> open() {
        List<Item> open = new ArrayList<>(all.size());
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
        List<ItemOutcome> outcomes = new ArrayList<>(all.size());
        for (Item item : all) {
            outcomes.add(item.outcome());
        }
        return outcomes;
    }

    private static Items ofInstances(List<InstanceId> instances) {
        List<Item> items = new ArrayList<>(instances.size());
        Set<InstanceId> named = new HashSet<>(instances.size() * 2);
        for (InstanceId instance : instances) {
            items.add(new Item(instance, null, !named.add(instance)));
        }
        return new Items(items);
    }

    private static Items ofInvocations(List<InvocationId> invocations) {
        List<Item> items = new ArrayList<>(invocations.size());
        Set<InvocationId> named = new HashSet<>(invocations.size() * 2);
        for (InvocationId invocation : invocations) {
            items.add(new Item(null, invocation, !named.add(invocation)));
        }
        return new Items(items);
    }
}

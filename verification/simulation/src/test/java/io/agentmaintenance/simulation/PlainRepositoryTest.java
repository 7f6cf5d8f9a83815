package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.tck.InvocationRepositoryContract;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The store of the simulation, called by one thread at a time, keeps the contract of the repository:")
class PlainRepositoryTest extends InvocationRepositoryContract {
    @Override
    protected InvocationRepository emptyRepository() {
        PlainRepository store = new PlainRepository();
        return (InvocationRepository) Proxy.newProxyInstance(
                InvocationRepository.class.getClassLoader(),
                new Class<?>[] {InvocationRepository.class},
                (proxy, method, arguments) -> {
                    synchronized (store) {
                        return method.invoke(store, arguments);
                    }
                });
    }
}

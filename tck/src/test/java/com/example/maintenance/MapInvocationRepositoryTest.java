package com.example.maintenance;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.tck.AdapterArchitecture;
import io.agentmaintenance.tck.InvocationRepositoryContract;
import org.junit.jupiter.api.Test;

class MapInvocationRepositoryTest extends InvocationRepositoryContract {
    @Override
    protected InvocationRepository emptyRepository() {
        return new MapInvocationRepository();
    }

    @Test
    void keepsTheArchitecture() {
        AdapterArchitecture.of(MapInvocationRepository.class, FleetExecutor.class)
                .check();
    }
}

package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Work that takes no time, carried out by what can only report,")
class CarryOutByReportsTest extends CarryOutLaws {
    @Override
    ReportExecutionUseCase reports() {
        return reports -> world.maintenance.reports().report(reports);
    }
}

package io.agentmaintenance.adapter.http;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.in.FindInvocationsCommand;
import io.agentmaintenance.application.port.in.QueryAgentStatusesCommand;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** The three conversations, once it is known who asks and in which project: input read, core asked, answer written. */
final class Endpoints {
    private final AgentMaintenance maintenance;
    private final boolean strict;

    Endpoints(AgentMaintenance maintenance, boolean strict) {
        this.maintenance = maintenance;
        this.strict = strict;
    }

    ApiResponse answer(Route route, ProjectId project, ApiRequest request, Exchange exchange) throws Refused {
        return switch (route) {
            case CREATE -> Responses.ok(201, exchange.id(), create(project.value(), request, exchange));
            case LIST -> Responses.ok(200, exchange.id(), list(project.value(), request, exchange));
            case STATUS -> Responses.ok(200, exchange.id(), status(project.value(), request, exchange));
        };
    }

    private byte[] create(String project, ApiRequest request, Exchange exchange) throws Refused {
        CreateInvocationsCommand command =
                BodyReader.read(request.body(), strict, in -> RequestBodies.create(in, project));
        BatchResult result = given(maintenance.requests().create(command));
        exchange.cameTo(result::summary);
        return CreateAnswer.of(result);
    }

    private byte[] list(String project, ApiRequest request, Exchange exchange) throws Refused {
        FindInvocationsCommand command = QueryParameters.read(request.query(), project, strict);
        InvocationPage page = given(maintenance.invocations().find(command));
        exchange.cameTo(() -> page.invocations().size() + " of " + page.count() + " tasks");
        return ListAnswer.of(page);
    }

    private byte[] status(String project, ApiRequest request, Exchange exchange) throws Refused {
        QueryAgentStatusesCommand command =
                BodyReader.read(request.body(), strict, in -> RequestBodies.status(in, project));
        List<Instance> instances = given(maintenance.agentStatuses().query(command));
        exchange.cameTo(() -> instances.size() + " servers");
        return StatusAnswer.of(instances);
    }

    private static <T> T given(Answer<T> answer) throws Refused {
        if (answer instanceof Answer.Given<T> given) {
            return given.value();
        }
        throw Refused.because(((Answer.Rejected<T>) answer).refusal());
    }
}

package io.agentmaintenance.adapter.http;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.CreateInvocationsUseCase;
import io.agentmaintenance.application.port.in.FindInvocationsUseCase;
import io.agentmaintenance.application.port.in.QueryAgentStatusesUseCase;
import io.agentmaintenance.application.port.in.Violation;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.function.Function;

/** The three resources, once the caller and the project are known: read the request, call the core, write the answer. */
final class Endpoints {
    private final CreateInvocationsUseCase requests;
    private final FindInvocationsUseCase invocations;
    private final QueryAgentStatusesUseCase statuses;
    private final boolean strict;

    Endpoints(AgentMaintenance maintenance, boolean strict) {
        this.requests = maintenance.requests();
        this.invocations = maintenance.invocations();
        this.statuses = maintenance.agentStatuses();
        this.strict = strict;
    }

    ApiResponse answer(Route route, ProjectId project, ApiRequest request, RequestContext context) throws ApiException {
        return switch (route) {
            case CREATE -> Responses.ok(201, context.id(), create(project, request, context));
            case LIST -> Responses.ok(200, context.id(), list(project, request, context));
            case STATUS -> Responses.ok(200, context.id(), status(project, request, context));
        };
    }

    private byte[] create(ProjectId project, ApiRequest request, RequestContext context) throws ApiException {
        BatchResult result = answer(
                RequestBodies.create(request.body(), project, context.actor(), strict),
                requests::validate,
                requests::create);
        context.setOutcome(result::summary);
        return CreateAnswer.of(result);
    }

    private byte[] list(ProjectId project, ApiRequest request, RequestContext context) throws ApiException {
        InvocationPage page = answer(
                QueryParameters.read(request.query(), project, strict), invocations::validate, invocations::find);
        context.setOutcome(() -> page.invocations().size() + " of " + page.count() + " tasks");
        return ListAnswer.of(page);
    }

    private byte[] status(ProjectId project, ApiRequest request, RequestContext context) throws ApiException {
        List<Instance> instances =
                answer(RequestBodies.status(request.body(), project, strict), statuses::validate, statuses::query);
        context.setOutcome(() -> instances.size() + " servers");
        return StatusAnswer.of(instances);
    }

    /** Calls the core. If a field could not be read, it only validates, so that every violation is reported at once. */
    private static <C, T> T answer(
            ParsedRequest<C> request, Function<C, List<Violation>> validate, Function<C, Answer<T>> ask)
            throws ApiException {
        if (!request.unreadable().isEmpty()) {
            throw request.rejected(validate.apply(request.command()));
        }
        Answer<T> answer = ask.apply(request.command());
        if (answer instanceof Answer.Given<T> given) {
            return given.value();
        }
        throw request.rejected(((Answer.Rejected<T>) answer).violations());
    }
}

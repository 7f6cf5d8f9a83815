package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.FindInvocationsCommand;
import io.agentmaintenance.application.port.in.FindInvocationsUseCase;
import io.agentmaintenance.application.port.in.Violation;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.Optional;

/** Finds invocations. */
final class FindService implements FindInvocationsUseCase {
    private final InvocationRepository repository;
    private final CommandValidation validation;

    FindService(InvocationRepository repository, CommandValidation validation) {
        this.repository = repository;
        this.validation = validation;
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return repository.find(query);
    }

    @Override
    public Answer<InvocationPage> find(FindInvocationsCommand command) {
        return validation.answer(command, c -> {
            InvocationQuery query = CommandTranslation.query(c);
            return query == null ? InvocationPage.empty() : find(query);
        });
    }

    @Override
    public List<Violation> validate(FindInvocationsCommand command) {
        return validation.violations(command);
    }

    @Override
    public Optional<Invocation> find(ProjectId project, InvocationId invocation) {
        return Optional.ofNullable(
                repository.findAll(project, List.of(invocation)).get(invocation));
    }
}

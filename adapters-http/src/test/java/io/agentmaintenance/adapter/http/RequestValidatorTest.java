package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The request validator")
class RequestValidatorTest {
    @Test
    @DisplayName("works without an expression language")
    void needsNoExpressionLanguage() {
        assertThatThrownBy(() -> Class.forName("jakarta.el.ExpressionFactory"))
                .isInstanceOf(ClassNotFoundException.class);
        CreateInvocationsCommand command = new CreateInvocationsCommand(
                ProjectId.of("p"), "${7*7}", null, List.of("a"), null, null, null, null, Actor.unknownCaller());
        assertThat(RequestValidator.create().validate(command))
                .singleElement()
                .satisfies(violation -> assertThat(violation.getMessage())
                        .isEqualTo("must be one of INSTALL, UPDATE, ROLLBACK, RETRY"));
    }
}

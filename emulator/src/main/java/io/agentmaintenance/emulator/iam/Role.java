package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.Grant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The role in the answer for a token. Clients expect one, but rights are decided by the actions of the configuration alone. */
enum Role {
    /** May create invocations in a project of the scope. */
    CES_ADMIN("ces_adm"),
    /** May at most read. */
    READONLY("readonly");

    private final String roleName;

    Role(String roleName) {
        this.roleName = roleName;
    }

    static Role of(Identity identity, Scope scope, IamDirectory directory) {
        IamProject only = scope.project();
        boolean creates = directory.projects().stream()
                .filter(project -> only == null || only.equals(project))
                .anyMatch(project -> mayCreate(identity.grant(project.id())));
        return creates ? CES_ADMIN : READONLY;
    }

    private static boolean mayCreate(@Nullable Grant grant) {
        return grant != null && grant.actions().contains(Action.CREATE_INVOCATIONS);
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String roleName() {
        return roleName;
    }
}

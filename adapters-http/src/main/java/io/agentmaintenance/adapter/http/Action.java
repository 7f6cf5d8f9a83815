package io.agentmaintenance.adapter.http;

/** What a caller may be permitted to do. Documented: the names of the permissions. */
public enum Action {
    /** To create invocations. */
    CREATE_INVOCATIONS("ces:agent:createAgentInvocations"),
    /** To list invocations. */
    LIST_INVOCATIONS("ces:agent:listTaskInvocations"),
    /** To query the states of agents. */
    LIST_STATUSES("ces:agent:listStatuses");

    private final String permission;

    Action(String permission) {
        this.permission = permission;
    }

    /**
     * {@return the name of the permission}
     */
    public String permission() {
        return permission;
    }
}

package io.agentmaintenance.domain;

/**
 * The catalogue of reasons why one item of a batch creates no invocation: number, message and standing. A number is
 * published once and never reused. The numbers and the texts are our own.
 */
public enum RefusalReason {
    /** The instance is not known in this project. */
    INSTANCE_NOT_FOUND(1, "The server does not exist in this project."),
    /** The earlier invocation is not known in this project. */
    INVOCATION_NOT_FOUND(2, "The task does not exist in this project."),
    /** The id was named before in the same request. */
    DUPLICATE_IN_REQUEST(3, "The ID is named more than once in this request; its first occurrence counts."),
    /** Another invocation occupies the instance, or the named one is not finished; the message names it. */
    TASK_IN_PROGRESS(10, "A task is in progress on this server: %s."),
    /** The UniAgent is not installed. */
    UNIAGENT_NOT_INSTALLED(20, "The UniAgent is not installed on this server."),
    /** The UniAgent does not answer. */
    UNIAGENT_UNREACHABLE(21, "The UniAgent of this server cannot be reached."),
    /** The UniAgent was silenced on purpose. */
    UNIAGENT_SILENT(22, "The UniAgent of this server was silenced on purpose and is not overridden."),
    /** The agent runs already. */
    ALREADY_INSTALLED(30, "The agent is installed and running."),
    /** The agent is installed and stopped. */
    AGENT_STOPPED(31, "The agent is installed and stopped."),
    /** The agent does not answer. */
    AGENT_UNREACHABLE(32, "The agent does not answer, so its state is not known."),
    /** There is no agent to update. */
    NOT_INSTALLED(33, "The agent is not installed."),
    /** No version that fits the request is offered, or the target version of the earlier invocation is not. */
    VERSION_NOT_FOUND(40, "No version that fits the request is offered."),
    /** The agent has the target version. */
    ALREADY_ON_VERSION(41, "The agent already has the target version."),
    /** The named version is not newer than the present one. */
    DOWNGRADE_NOT_ALLOWED(42, "The target version is not newer."),
    /** No version was named, and nothing newer is offered; also where the agent is ahead of the catalogue. */
    NOTHING_NEWER_OFFERED(43, "Nothing newer of this version type is offered."),
    /**
     * The agent is broken and its version is not offered any more, so its type is not known. A repair without a named version
     * could change the type.
     */
    VERSION_TYPE_UNKNOWN(44, "The agent's version type is not known."),
    /** The named invocation is not an update. */
    NOT_ROLLBACKABLE(50, "Only an UPDATE, or a RETRY of one, can be rolled back."),
    /** The named invocation was rolled back before. */
    ALREADY_ROLLED_BACK(51, "The task has already been rolled back."),
    /** The named update changed nothing. */
    NOTHING_TO_ROLL_BACK(52, "The task has changed nothing, so there is nothing to roll back."),
    /** A newer invocation came after the named one; the message names it. */
    SUPERSEDED(53, "Superseded by the newer task %s."),
    /** The agent is no longer on the version that the update brought. */
    VERSION_CHANGED(54, "The agent is no longer on the version that the task installed."),
    /** The version before the update is not known or not offered any more. */
    NO_PREVIOUS_VERSION(55, "The version before the update is not known or no longer offered."),
    /** The update ended too long ago. */
    ROLLBACK_WINDOW_EXPIRED(56, "The time for rolling back this task is over."),
    /** The named invocation succeeded, so there is nothing to repeat. */
    ALREADY_SUCCEEDED(60, "The task has succeeded; there is nothing to retry."),
    /** The store failed before it got the item, or it reports that the item is not stored. */
    STORE_UNAVAILABLE(90, "The task store is not available; nothing was started. Try again."),
    /** The instance directory failed. */
    DIRECTORY_UNAVAILABLE(91, "The instance directory is not available; nothing was started. Try again."),
    /** The version catalogue failed. */
    CATALOG_UNAVAILABLE(92, "The version catalogue is not available; nothing was started. Try again."),
    /** The executor did not accept the work. */
    EXECUTOR_UNAVAILABLE(93, "The task could not be handed over for execution; nothing was started. Try again."),
    /** Other requests kept changing the instance. */
    CONTENDED(94, "Other requests keep changing this server. Try again."),
    /** The store failed while it stored the item, and the item was not found afterwards. It may still appear. */
    STORE_IN_DOUBT(
            95,
            "The task store failed, so it is not known whether the task was stored. Look at the list before you try again."),
    /** A rule that the embedding host added refuses the item; the message is the host's. */
    HOST_POLICY(99, "%s");

    /** The greatest number of characters of a message. Documented. */
    public static final int MAX_MESSAGE = 128;

    private final int number;
    private final String message;

    RefusalReason(int number, String message) {
        this.number = number;
        this.message = message;
    }

    /**
     * {@return the published number, 1 to 99, such as 10}
     */
    public int number() {
        return number;
    }

    /**
     * {@return the message, at most 128 characters; <code>%s</code> stands for the id or text that a refusal names}
     */
    public String message() {
        return message;
    }

    /**
     * {@return where the reason comes from}
     */
    public Standing standing() {
        return Standing.ASSUMED;
    }
}

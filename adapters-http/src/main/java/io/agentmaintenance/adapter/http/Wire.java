package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.Invocation;
import tools.jackson.core.io.SerializedString;

/** The names and fixed values of the answers, encoded once. Documented. */
final class Wire {
    static final SerializedString INVOCATIONS = new SerializedString("invocations");
    static final SerializedString COUNT = new SerializedString("count");
    static final SerializedString AGENT_STATUS = new SerializedString("agent_status");

    static final SerializedString INSTANCE_ID = new SerializedString("instance_id");
    static final SerializedString INSTANCE_NAME = new SerializedString("instance_name");
    static final SerializedString INSTANCE_TYPE = new SerializedString("instance_type");
    static final SerializedString INTRANET_IPS = new SerializedString("intranet_ips");
    static final SerializedString ELASTIC_IPS = new SerializedString("elastic_ips");

    static final SerializedString INVOCATION_ID = new SerializedString("invocation_id");
    static final SerializedString INVOCATION_TYPE = new SerializedString("invocation_type");
    static final SerializedString INVOCATION_STATUS = new SerializedString("invocation_status");
    static final SerializedString INVOCATION_TARGET = new SerializedString("invocation_target");
    static final SerializedString CREATE_TIME = new SerializedString("create_time");
    static final SerializedString UPDATE_TIME = new SerializedString("update_time");
    static final SerializedString CURRENT_VERSION = new SerializedString("current_version");
    static final SerializedString TARGET_VERSION = new SerializedString("target_version");
    static final SerializedString RESULT_MSG = new SerializedString("result_msg");

    static final SerializedString ERROR_CODE = new SerializedString("error_code");
    static final SerializedString ERROR_MSG = new SerializedString("error_msg");

    static final SerializedString UNIAGENT_STATUS = new SerializedString("uniagent_status");
    static final SerializedString EXTENSIONS = new SerializedString("extensions");
    static final SerializedString NAME = new SerializedString("name");
    static final SerializedString STATUS = new SerializedString("status");
    static final SerializedString VERSION = new SerializedString("version");

    static final SerializedString TELESCOPE = new SerializedString(Invocation.TARGET);

    private Wire() {}
}

package io.agentmaintenance.architecture.sample.domain;

/** Breaks: says HTTP, JSON and header, and how things are spelt on the wire. */
public final class Spoken {
    public static final String FIELD = "instance_ids";

    public static final String CODES = "taskmgr.0003 invocationmgr.%04d ces.0014";

    /** Status 404. */
    public static final String PREFIX = "invocationmgr";

    private Spoken() {}
}

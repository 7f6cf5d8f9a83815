module com.example.host {
    requires io.agentmaintenance.core;
}

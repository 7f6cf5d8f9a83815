package io.agentmaintenance.spring;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.AgentMaintenanceServlet;
import io.agentmaintenance.adapter.http.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The three APIs over HTTP. Without authentication the start fails. */
@AutoConfiguration(after = AgentMaintenanceAutoConfiguration.class)
@ConditionalOnMaintenanceEnabled
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ServletRegistrationBean.class)
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class WebAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Authentication agentMaintenanceAuthentication(
            AgentMaintenanceProperties properties, ObjectProvider<DemoNotice> demo, MaintenanceTime time) {
        return Tokens.authentication(properties, demo.getIfAvailable() != null, time.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    AgentMaintenanceApi agentMaintenanceApi(
            AgentMaintenance maintenance,
            Authentication authentication,
            MaintenanceTime time,
            AgentMaintenanceProperties properties) {
        return AgentMaintenanceApi.builder(maintenance, authentication)
                .clock(time.clock())
                .rejectUnknownFields(properties.strict())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    ServletRegistrationBean<AgentMaintenanceServlet> agentMaintenanceServlet(
            AgentMaintenanceApi api, AgentMaintenanceProperties properties) {
        String mapping = (properties.path().isEmpty() ? "/v3" : properties.path()) + "/*";
        ServletRegistrationBean<AgentMaintenanceServlet> servlet =
                new ServletRegistrationBean<>(new AgentMaintenanceServlet(api), mapping);
        servlet.setName("agentMaintenance");
        return servlet;
    }

    @Bean
    @ConditionalOnClass(ServerProperties.class)
    static HeaderLimit agentMaintenanceHeaderLimit(ObjectProvider<Environment> environment) {
        return new HeaderLimit(environment);
    }
}

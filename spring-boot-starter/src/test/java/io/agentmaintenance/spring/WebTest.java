package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.AgentMaintenanceServlet;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.spring.Hosts.TwoBeans;
import java.util.Collection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@DisplayName("In a web application")
class WebTest {
    private final WebApplicationContextRunner host =
            Hosts.web().withUserConfiguration(TwoBeans.class).withPropertyValues(Hosts.VERSION);

    private static Collection<String> mappings(ApplicationContext context) {
        ServletRegistrationBean<?> servlet = context.getBean(ServletRegistrationBean.class);
        return servlet.getUrlMappings();
    }

    @Test
    @DisplayName("the servlet is at /v3/*")
    void mapsTheServlet() {
        host.withPropertyValues(Hosts.TOKENS)
                .run(context -> assertThat(mappings(context)).containsExactly("/v3/*"));
    }

    @Test
    @DisplayName("the servlet is below a prefix if the host names one")
    void mapsTheServletBelowAPrefix() {
        host.withPropertyValues(Hosts.TOKENS)
                .withPropertyValues("agent-maintenance.path=/ces")
                .run(context -> assertThat(mappings(context)).containsExactly("/ces/*"));
    }

    @Test
    @DisplayName("the authentication of the host is used")
    void usesTheAuthenticationOfTheHost() {
        Authentication mine = request -> new Authentication.Verdict.NotPresent();
        host.withBean(Authentication.class, () -> mine)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(Authentication.class)
                        .isSameAs(mine));
    }

    @Test
    @DisplayName("the servlet of the host is used")
    void usesTheServletOfTheHost() {
        host.withPropertyValues(Hosts.TOKENS)
                .withUserConfiguration(OwnServlet.class)
                .run(context -> assertThat(mappings(context)).containsExactly("/mine/*"));
    }

    @Test
    @DisplayName("the headers may have 24 KiB, unless the host says otherwise")
    void givesRoomForTokens() {
        WebApplicationContextRunner ready =
                host.withPropertyValues(Hosts.TOKENS).withBean(ServerProperties.class);
        ready.run(context -> assertThat(context.getBean(ServerProperties.class).getMaxHttpRequestHeaderSize())
                .isEqualTo(DataSize.ofKilobytes(24)));
        ready.withPropertyValues("server.max-http-request-header-size=4KB")
                .run(context -> assertThat(
                                context.getBean(ServerProperties.class).getMaxHttpRequestHeaderSize())
                        .isLessThan(DataSize.ofKilobytes(24)));
    }

    @Test
    @DisplayName("that is none, no authentication is needed and no API is made")
    void needsNoAuthenticationWithoutHttp() {
        Hosts.plain()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(Hosts.VERSION)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Authentication.class)
                        .doesNotHaveBean(AgentMaintenanceApi.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnServlet {
        @Bean
        ServletRegistrationBean<AgentMaintenanceServlet> mine(AgentMaintenanceApi api) {
            return new ServletRegistrationBean<>(new AgentMaintenanceServlet(api), "/mine/*");
        }
    }
}

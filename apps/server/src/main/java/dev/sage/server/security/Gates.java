package dev.sage.server.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import dev.sage.server.admin.Role;
import dev.sage.server.platform.Platform;
import dev.sage.server.platform.Stage;
import dev.sage.server.problem.Problem;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// Which role opens which door. Nothing is open that is not named.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public final class Gates {
  private static final String ADMIN = Role.ADMIN.name();
  private static final String OPERATOR = Role.OPERATOR.name();
  private static final String READER = Role.READER.name();
  private static final String SENDER = Role.SENDER.name();

  /// There are no passwords: without this the framework makes one up.
  @Bean
  AuthenticationManager noPasswords() {
    return authentication -> {
      throw new org.springframework.security.authentication.BadCredentialsException("none");
    };
  }

  @Bean
  SecurityFilterChain doors(HttpSecurity http, Platform platform) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers
                .contentSecurityPolicy(
                    c -> c.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(r ->
                    r.policy(
                        org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                            .ReferrerPolicy.NO_REFERRER)))
        .addFilterBefore(new TokenFilter(platform), AnonymousAuthenticationFilter.class)
        .exceptionHandling(e ->
            e.authenticationEntryPoint(stranger(platform)).accessDeniedHandler(refused(platform)))
        .authorizeHttpRequests(doors ->
            doors
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(GET, "/api/health", "/api/database/health", "/v3/api-docs")
                .permitAll()
                .requestMatchers("/api/v1/tokens/**", "/api/v1/audit/**", "/api/v1/loggers/**")
                .hasAuthority(ADMIN)
                .requestMatchers(POST, "/api/v1/inboxes/*/deliveries", "/api/v1/uploads")
                .hasAuthority(SENDER)
                .requestMatchers(PATCH, "/api/v1/uploads/*")
                .hasAuthority(SENDER)
                .requestMatchers("/api/v1/uploads/*")
                .hasAuthority(SENDER)
                .requestMatchers(GET, "/api/v1/executions/**", "/api/v1/inboxes/*")
                .hasAnyAuthority(READER, SENDER)
                .requestMatchers(GET, "/**")
                .hasAuthority(READER)
                .requestMatchers(HEAD, "/**")
                .hasAuthority(READER)
                .requestMatchers(POST, "/api/v1/contracts/lint")
                .hasAuthority(READER)
                .anyRequest()
                .hasAuthority(OPERATOR))
        .build();
  }

  /// What the firewall refuses: a path with `//`, `;` or encoded slashes.
  @Bean
  RequestRejectedHandler rejected(Platform platform) {
    return (request, response, e) ->
        problem(platform, request, 400, ErrorCode.USAGE, REJECTED).write(request, response);
  }

  private static AuthenticationEntryPoint stranger(Platform platform) {
    return (request, response, e) -> {
      if (!(platform.stage() instanceof Stage.Ready)) {
        problem(platform, request, 503, ErrorCode.METADATA_UNREACHABLE, NOT_READY)
            .write(request, response);
        return;
      }
      response.setHeader("WWW-Authenticate", "Bearer realm=\"sage\"");
      problem(platform, request, 401, ErrorCode.NOT_ALLOWED, STRANGER).write(request, response);
    };
  }

  private static AccessDeniedHandler refused(Platform platform) {
    return (request, response, e) ->
        problem(platform, request, 403, ErrorCode.NOT_ALLOWED, REFUSED).write(request, response);
  }

  private static Problem problem(
      Platform platform, HttpServletRequest request, int status, ErrorCode code, Message message) {
    return new Problem(
        status, code, message.in(Problem.language(request, platform.settings().language())));
  }

  private static final Message NOT_READY =
      new Message(
          "El servidor aún no está listo. Vea /api/health.",
          "The server is not ready yet. See /api/health.");
  private static final Message STRANGER =
      new Message(
          "Hace falta una ficha válida: Authorization: Bearer …",
          "A valid token is needed: Authorization: Bearer …");
  private static final Message REFUSED =
      new Message(
          "El rol de la ficha no permite esto.", "The role of the token does not allow this.");
  private static final Message REJECTED =
      new Message("La ruta de la petición no vale.", "The path of the request is not valid.");
}

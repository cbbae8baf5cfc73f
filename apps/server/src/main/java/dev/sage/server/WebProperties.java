package dev.sage.server;

import dev.sage.server.platform.Home;
import dev.sage.server.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/// What the web framework is told: our settings and nothing else. No file and no variable that is
/// meant for another program configures this one.
final class WebProperties extends StandardEnvironment {
  WebProperties(Settings settings) {
    getPropertySources().addFirst(new MapPropertySource("sage", properties(settings)));
  }

  @Override
  protected void customizePropertySources(MutablePropertySources sources) {
    sources.addLast(new PropertySource.StubPropertySource("none"));
  }

  private static Map<String, Object> properties(Settings settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    Settings.Http http = settings.http();
    all.put("spring.config.location", "optional:classpath:/dev/sage/server/none/");
    all.put("spring.main.banner-mode", "off");
    all.put("spring.threads.virtual.enabled", true);
    all.put("spring.web.resources.add-mappings", false);
    all.put("spring.jackson.property-naming-strategy", "SNAKE_CASE");
    all.put("spring.jackson.default-property-inclusion", "non_absent");
    all.put("spring.jackson.deserialization.fail-on-unknown-properties", true);
    all.put("spring.mvc.async.request-timeout", "10m");
    all.put("spring.servlet.multipart.max-file-size", settings.limits().upload());
    all.put("spring.servlet.multipart.max-request-size", settings.limits().upload() + (1L << 20));
    all.put("spring.servlet.multipart.location", Home.temporary(settings.home()).toString());
    all.put("server.port", http.port());
    all.put("server.address", http.bind());
    all.put("server.shutdown", "graceful");
    all.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    all.put("server.server-header", "sage");
    all.put("server.max-http-request-header-size", "16KB");
    all.put("server.tomcat.max-http-form-post-size", http.maxBody());
    all.put("springdoc.api-docs.version", "openapi_3_1");
    all.put("springdoc.swagger-ui.enabled", false);
    all.put("springdoc.model-and-view-allowed", false);
    http.tls()
        .ifPresent(tls -> {
          all.put("server.ssl.enabled", true);
          all.put("server.ssl.certificate", "file:" + tls.certificate().toAbsolutePath());
          all.put("server.ssl.certificate-private-key", "file:" + tls.key().toAbsolutePath());
          all.put(
              "server.ssl.enabled-protocols",
              tls.minVersion().equals("TLSv1.3") ? "TLSv1.3" : "TLSv1.2,TLSv1.3");
        });
    return all;
  }
}

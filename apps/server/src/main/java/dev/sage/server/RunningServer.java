package dev.sage.server;

import dev.sage.server.logs.LogFiles;
import dev.sage.server.platform.Home;
import dev.sage.server.platform.Platform;
import dev.sage.server.settings.Settings;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// A server that answers. Closing it stops it in good order: no new requests, running executions
/// handed back, databases closed.
///
/// ```
/// try (RunningServer server = RunningServer.start(settings)) {
///   http.send(get(server.url() + "/api/health"));
/// }
/// ```
public final class RunningServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  private final Settings settings;
  private final Platform platform;
  private final ConfigurableApplicationContext context;

  private RunningServer(
      Settings settings, Platform platform, ConfigurableApplicationContext context) {
    this.settings = settings;
    this.platform = platform;
    this.context = context;
  }

  /// Returns when HTTP answers; what it stands on is being started then.
  ///
  /// @throws SageException when the port is taken, or the home cannot be written
  public static RunningServer start(Settings settings) {
    Home.prepare(settings.home());
    LogFiles.start(settings.logs());
    LOG.atInfo().addKeyValue("settings", settings.shown()).log("starting");
    Platform platform = new Platform(settings, Clock.systemUTC());
    platform.start();
    try {
      RunningServer server =
          new RunningServer(settings, platform, application(settings, platform).run());
      Home.write(server.address(), server.url());
      return server;
    } catch (RuntimeException e) {
      platform.close();
      throw explained(e, settings);
    }
  }

  private static SpringApplication application(Settings settings, Platform platform) {
    SpringApplication application = new SpringApplication(Web.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setRegisterShutdownHook(false);
    application.setAddCommandLineProperties(false);
    application.setLogStartupInfo(false);
    application.setEnvironment(new WebProperties(settings));
    application.addInitializers(context -> {
      GenericApplicationContext beans = (GenericApplicationContext) context;
      beans.registerBean(Settings.class, () -> settings);
      beans.registerBean(
          Platform.class, () -> platform, definition -> definition.setDestroyMethodName(""));
    });
    return application;
  }

  private static SageException explained(RuntimeException e, Settings settings) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException) {
        return new SageException(
            ErrorCode.SETTINGS_INVALID,
            "Port %d of %s is taken by another process. Stop it, or set http.port (SAGE_HTTP_PORT)."
                .formatted(settings.http().port(), settings.http().bind()));
      }
    }
    return new SageException(
        ErrorCode.INTERNAL, "The server cannot start; see the log in " + settings.logs().dir(), e);
  }

  /// Where it answers, without a path.
  public String url() {
    String scheme = settings.http().tls().isPresent() ? "https" : "http";
    return "%s://%s:%d".formatted(scheme, settings.http().bind(), port());
  }

  /// Where commands of this machine find it.
  private Path address() {
    return settings.home().resolve("server.url");
  }

  /// For tests: what was put together.
  ConfigurableApplicationContext context() {
    return context;
  }

  private int port() {
    return context instanceof ServletWebServerApplicationContext web && web.getWebServer() != null
        ? web.getWebServer().getPort()
        : settings.http().port();
  }

  @Override
  public void close() {
    LOG.atInfo().log("stopping");
    platform.stopWork();
    context.close();
    platform.close();
    Home.delete(address());
    LOG.atInfo().log("stopped");
    LogFiles.stop();
  }
}

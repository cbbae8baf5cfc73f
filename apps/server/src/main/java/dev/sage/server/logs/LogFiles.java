package dev.sage.server.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.sage.server.settings.Settings;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sets the log of this process up: `sage.log`, and earlier days and fuller files compressed beside
/// it.
public final class LogFiles {
  private static final int MOST_FILES_OF_A_DAY = 20;

  private LogFiles() {}

  public static void start(Settings.Logs settings) {
    OldLogs.delete(settings.dir(), settings.keep());
    // The framework would set up a log of its own.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    LoggerContext context = context();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context.getLogger("dev.sage").setLevel(Level.toLevel(settings.level()));
    // What a stranger asks for in vain is no news.
    context.getLogger("org.springframework.web.servlet.PageNotFound").setLevel(Level.ERROR);
    context.getLogger("org.springdoc").setLevel(Level.ERROR);
    root.addAppender(file(context, settings));
    if (settings.console()) {
      root.addAppender(console(context));
    }
  }

  /// Writes what is not written yet.
  public static void stop() {
    context().stop();
  }

  static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private static Appender<ILoggingEvent> file(LoggerContext context, Settings.Logs settings) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(settings.dir().resolve("sage.log").toString());
    appender.setEncoder(encoder(context));
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(settings.dir().resolve("sage-%d{yyyy-MM-dd}.%i.log.gz").toString());
    policy.setMaxFileSize(new FileSize(settings.maxSize()));
    policy.setMaxHistory((int) Math.max(1, settings.keep().toDays()));
    policy.setTotalSizeCap(new FileSize(settings.maxSize() * MOST_FILES_OF_A_DAY));
    policy.setCleanHistoryOnStart(true);
    policy.start();
    appender.setRollingPolicy(policy);
    appender.start();
    return appender;
  }

  private static Appender<ILoggingEvent> console(LoggerContext context) {
    OutputStreamAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    ((ConsoleAppender<ILoggingEvent>) appender).setTarget("System.err");
    appender.setContext(context);
    appender.setEncoder(encoder(context));
    appender.start();
    return appender;
  }

  private static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context) {
    JsonLine layout = new JsonLine();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }
}

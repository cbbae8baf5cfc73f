package dev.sage.server.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Levels of the log, settable while the server runs: of this process, until it ends.
@RestController
@RequestMapping("/api/v1/loggers")
@Tag(name = "loggers")
public final class LoggerController {
  private static final List<String> LEVELS =
      List.of("off", "error", "warn", "info", "debug", "trace");

  /// @param level in force, its own or that of the logger above it
  public record LoggerView(String name, String level) {}

  public record LevelChange(String level) {}

  @GetMapping
  @Operation(summary = "The loggers that have a level of their own")
  public List<LoggerView> list() {
    return LogFiles.context().getLoggerList().stream()
        .filter(logger -> logger.getLevel() != null)
        .map(LoggerController::view)
        .toList();
  }

  @GetMapping("/{name}")
  @Operation(summary = "The level of a logger")
  public LoggerView show(@PathVariable String name) {
    return view(logger(name));
  }

  @PutMapping("/{name}")
  @Operation(summary = "Set the level of a logger of this process")
  public LoggerView set(@PathVariable String name, @RequestBody LevelChange change) {
    String level = String.valueOf(change.level()).toLowerCase(Locale.ROOT);
    if (!LEVELS.contains(level)) {
      throw new SageException(
          ErrorCode.USAGE, "The level is not known. There are: " + String.join(", ", LEVELS));
    }
    Logger logger = logger(name);
    logger.setLevel(Level.toLevel(level));
    return view(logger);
  }

  private static Logger logger(String name) {
    return LogFiles.context().getLogger(name);
  }

  private static LoggerView view(Logger logger) {
    return new LoggerView(
        logger.getName(), logger.getEffectiveLevel().toString().toLowerCase(Locale.ROOT));
  }
}

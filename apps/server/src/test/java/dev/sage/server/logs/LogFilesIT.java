package dev.sage.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.server.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(120)
final class LogFilesIT {
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    LogFiles.stop();
  }

  private void start(long maxSize, Duration keep) {
    LogFiles.start(new Settings.Logs(folder, "info", maxSize, keep, false));
  }

  @Test
  void a_full_file_is_put_aside_compressed_and_no_line_is_lost() throws Exception {
    start(20_000, Duration.ofDays(14));
    Logger log = LoggerFactory.getLogger("dev.sage.test");
    CountDownLatch never = new CountDownLatch(1);
    int lines = 0;
    while (compressed().size() < 2) {
      log.atInfo().addKeyValue("line", lines++).log("line");
      assertThat(never.await(1, TimeUnit.MILLISECONDS)).isFalse();
    }
    LogFiles.stop();

    assertThat(folder.resolve("sage.log")).isNotEmptyFile();
    List<String> all =
        Stream.concat(compressed().stream(), Stream.of(folder.resolve("sage.log")))
            .flatMap(LogFilesIT::lines)
            .filter(line -> line.contains("\"logger\":\"dev.sage.test\""))
            .toList();
    assertThat(all).hasSize(lines);
    assertThat(all.getFirst()).contains("\"line\":0");
    assertThat(all.getLast()).contains("\"line\":" + (lines - 1));
  }

  /// Those that are whole.
  private List<Path> compressed() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log.gz")).sorted().toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void files_that_are_too_old_are_deleted_and_nothing_else() throws Exception {
    LocalDate today = LocalDate.now(java.time.ZoneId.systemDefault());
    Path young = old(today.minusDays(3));
    Path month = old(today.minusDays(20));
    Path years = old(today.minusDays(800));
    Path other = Files.writeString(folder.resolve("notas-2020-01-01.0.log.gz"), "x");

    start(1_000_000, Duration.ofDays(14));

    CountDownLatch never = new CountDownLatch(1);
    while (Files.exists(month) || Files.exists(years)) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(young).exists();
    assertThat(other).exists();
  }

  private Path old(LocalDate day) throws IOException {
    return Files.writeString(folder.resolve("sage-%s.0.log.gz".formatted(day)), "x");
  }
}
